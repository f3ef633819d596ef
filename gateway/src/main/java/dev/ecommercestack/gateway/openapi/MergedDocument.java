package dev.ecommercestack.gateway.openapi;

import dev.ecommercestack.gateway.route.Entrance;
import dev.ecommercestack.gateway.route.Entrances;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Merges OpenAPI documents. Operations that cannot be reached through the gateway are left out; the
 * schemas of a service carry its name, so that two services may use the same one differently.
 */
final class MergedDocument {
  private static final String REFERENCE = "$ref";
  private static final String COMPONENTS = "#/components/";
  private static final String SECURITY = "securitySchemes";

  private final ObjectNode merged;

  /**
   * @param own the gateway's own document, to which the others are added
   */
  MergedDocument(ObjectNode own) {
    this.merged = own.deepCopy();
  }

  /** Adds a service's document. */
  MergedDocument add(String service, JsonNode document) {
    ObjectNode copy = merged.objectNode();
    document.properties().forEach(field -> copy.set(field.getKey(), field.getValue().deepCopy()));
    rename(service, copy);
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
          entrance(service, field.getKey(), path.getKey())
              .ifPresent(
                  entrance ->
                      operations.set(
                          field.getKey(), operation(service, entrance, field.getValue())));
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

  private static Optional<Entrance> entrance(String service, String method, String path) {
    // A variable is any segment.
    return Entrances.leadingTo(
        service,
        HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
        path.replaceAll("\\{[^}]*}", "x"));
  }

  private static JsonNode operation(String service, Entrance entrance, JsonNode operation) {
    if (operation instanceof ObjectNode object) {
      if (object.path("operationId").isString()) {
        object.put("operationId", service + "." + object.path("operationId").asString());
      }
      // What the gateway asks for, which services need not say.
      ArrayNode security = object.putArray("security");
      if (entrance.access().needsToken()) {
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
        if (kind.getKey().equals(SECURITY)) {
          // The same everywhere.
          target.putIfAbsent(name, component.getValue());
        } else {
          target.set(service + "." + name, component.getValue());
        }
      }
    }
  }

  private static void rename(String service, JsonNode node) {
    if (node instanceof ObjectNode object && object.path(REFERENCE).isString()) {
      object.set(
          REFERENCE, StringNode.valueOf(renamed(service, object.path(REFERENCE).asString())));
    }
    node.forEach(child -> rename(service, child));
  }

  private static String renamed(String service, String reference) {
    int name = reference.lastIndexOf('/') + 1;
    return reference.startsWith(COMPONENTS) && !reference.startsWith(COMPONENTS + SECURITY)
        ? reference.substring(0, name) + service + "." + reference.substring(name)
        : reference;
  }
}
