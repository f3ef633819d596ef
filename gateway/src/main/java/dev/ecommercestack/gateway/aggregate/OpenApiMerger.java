package dev.ecommercestack.gateway.aggregate;

import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.gateway.route.PublicRouteTable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Merges OpenAPI documents. Operations that cannot be reached through the gateway are left out. The
 * name of the service is put before the names of its schemas, because two services may use the same
 * name for different schemas.
 */
final class OpenApiMerger {
  private static final String REF = "$ref";
  private static final String COMPONENTS_PREFIX = "#/components/";
  private static final String SECURITY_SCHEMES = "securitySchemes";

  private final ObjectNode merged;

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
   * @param document its OpenAPI document
   */
  OpenApiMerger add(String service, JsonNode document) {
    ObjectNode copy = merged.objectNode();
    document.properties().forEach(field -> copy.set(field.getKey(), field.getValue().deepCopy()));
    prefixReferences(service, copy);
    addPaths(service, copy.path("paths"));
    addComponents(service, copy.path("components"));
    copy.path("tags").forEach(tag -> merged.withArray("tags").add(tag));
    return this;
  }

  ObjectNode build() {
    return merged;
  }

  private void addPaths(String service, JsonNode paths) {
    ObjectNode target = merged.withObject("/paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      ObjectNode operations = merged.objectNode();
      for (Map.Entry<String, JsonNode> field : path.getValue().properties()) {
        if (!isMethod(field.getKey())) {
          operations.set(field.getKey(), field.getValue());
        } else {
          findRoute(service, field.getKey(), path.getKey())
              .ifPresent(
                  route ->
                      operations.set(field.getKey(), operation(service, route, field.getValue())));
        }
      }
      if (operations.properties().stream().anyMatch(field -> isMethod(field.getKey()))) {
        target.set(path.getKey(), operations);
      }
    }
  }

  private static boolean isMethod(String field) {
    return switch (field) {
      case "get", "head", "post", "put", "patch", "delete", "options", "trace" -> true;
      default -> false;
    };
  }

  private static Optional<PublicRoute> findRoute(String service, String method, String path) {
    // The route matches any value of a path variable.
    return PublicRouteTable.findServiceRoute(
        service,
        HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
        path.replaceAll("\\{[^}]*}", "x"));
  }

  private static JsonNode operation(String service, PublicRoute route, JsonNode operation) {
    if (operation instanceof ObjectNode object) {
      if (object.path("operationId").isString()) {
        object.put("operationId", service + "." + object.path("operationId").asString());
      }
      // The gateway demands a token; the documents of the services need not mention it.
      ArrayNode security = object.putArray("security");
      if (route.access().needsToken()) {
        security.addObject().putArray("bearer");
      }
    }
    return operation;
  }

  private void addComponents(String service, JsonNode components) {
    for (Map.Entry<String, JsonNode> kind : components.properties()) {
      ObjectNode target = merged.withObject("/components/" + kind.getKey());
      for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
        String name = component.getKey();
        if (kind.getKey().equals(SECURITY_SCHEMES)) {
          // All documents have the same security scheme.
          target.putIfAbsent(name, component.getValue());
        } else {
          target.set(service + "." + name, component.getValue());
        }
      }
    }
  }

  private static void prefixReferences(String service, JsonNode node) {
    if (node instanceof ObjectNode object && object.path(REF).isString()) {
      object.set(REF, StringNode.valueOf(prefixed(service, object.path(REF).asString())));
    }
    node.forEach(child -> prefixReferences(service, child));
  }

  private static String prefixed(String service, String reference) {
    int name = reference.lastIndexOf('/') + 1;
    return reference.startsWith(COMPONENTS_PREFIX)
            && !reference.startsWith(COMPONENTS_PREFIX + SECURITY_SCHEMES)
        ? reference.substring(0, name) + service + "." + reference.substring(name)
        : reference;
  }
}
