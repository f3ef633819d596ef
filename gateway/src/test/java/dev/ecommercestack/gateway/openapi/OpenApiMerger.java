package dev.ecommercestack.gateway.openapi;

import dev.ecommercestack.gateway.route.Access;
import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.gateway.route.RouteLookup;
import dev.ecommercestack.platform.problem.ProblemCode;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges the OpenAPI documents of services. Operations that cannot be reached through the gateway
 * are left out. A schema of one name must be the same in all services.
 */
final class OpenApiMerger {
  private final ObjectNode merged;
  private final Map<String, String> serviceOfSchema = new TreeMap<>();

  /**
   * @param gatewayDocument the document of the gateway, to which the others are added
   */
  OpenApiMerger(ObjectNode gatewayDocument) {
    this.merged = gatewayDocument.deepCopy();
  }

  /**
   * Adds the document of a service.
   *
   * @param service the name of the service
   * @throws IllegalArgumentException if it defines a schema differently than another service
   */
  OpenApiMerger add(String service, JsonNode document) {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (isPublic(service, operation.getKey(), path.getKey())) {
          merged
              .withObject("/paths")
              .withObjectProperty(path.getKey())
              .set(operation.getKey(), operation.getValue().deepCopy());
        }
      }
    }
    document.at("/components/schemas").properties().forEach(schema -> addSchema(service, schema));
    return this;
  }

  /** Returns the document with the error responses of the gateway and of the services. */
  ObjectNode build() {
    ProblemResponseWriter responses = new ProblemResponseWriter(merged);
    merged
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          PublicRoute route = route(operation.getKey(), path.getKey());
                          ObjectNode node = (ObjectNode) operation.getValue();
                          addSecurity(route, node);
                          responses.add(route, node);
                        }));
    responses.shareCommon();
    return UsedSchemas.keepOnly(merged);
  }

  /** A route that needs no token may still lead to an operation that does. */
  private static void addSecurity(PublicRoute route, ObjectNode operation) {
    ArrayNode security = operation.putArray("security");
    if (route.access() == Access.ANONYMOUS) {
      return;
    }
    boolean required =
        route.access().needsToken()
            || operation
                .path(ProblemResponseWriter.CODES)
                .valueStream()
                .anyMatch(code -> code.asString().equals(ProblemCode.UNAUTHENTICATED.code()));
    if (!required) {
      security.addObject();
    }
    security.addObject().putArray("bearer");
  }

  private void addSchema(String service, Map.Entry<String, JsonNode> schema) {
    ObjectNode schemas = merged.withObject("/components/schemas");
    String name = schema.getKey();
    JsonNode present = schemas.get(name);
    if (present != null && !present.equals(schema.getValue())) {
      throw new IllegalArgumentException(
          "The schema %s of %s differs from that of %s: give one of them another @Schema(name)"
              .formatted(name, service, serviceOfSchema.getOrDefault(name, "gateway")));
    }
    schemas.set(name, schema.getValue());
    serviceOfSchema.put(name, service);
  }

  private static boolean isPublic(String service, String method, String path) {
    return RouteLookup.findServiceRoute(service, httpMethod(method), path).isPresent();
  }

  private static PublicRoute route(String method, String path) {
    return Objects.requireNonNull(
        RouteLookup.find(httpMethod(method), path).orElse(null),
        () -> "no route for " + method + " " + path);
  }

  private static HttpMethod httpMethod(String method) {
    return HttpMethod.valueOf(method.toUpperCase(Locale.ROOT));
  }
}
