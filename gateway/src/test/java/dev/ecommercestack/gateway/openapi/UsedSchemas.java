package dev.ecommercestack.gateway.openapi;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Removes the schemas to which nothing refers, and sorts the others. */
final class UsedSchemas {
  private static final String PREFIX = "#/components/schemas/";

  private UsedSchemas() {}

  static ObjectNode keepOnly(ObjectNode document) {
    ObjectNode schemas = document.withObject("/components/schemas");
    TreeSet<String> used = new TreeSet<>();
    collect(document.path("paths"), schemas, used);
    collect(document.at("/components/responses"), schemas, used);
    Map<String, JsonNode> kept = new TreeMap<>();
    used.forEach(name -> kept.put(name, schemas.path(name)));
    schemas.removeAll();
    kept.forEach(schemas::set);
    return document;
  }

  private static void collect(JsonNode node, ObjectNode schemas, TreeSet<String> used) {
    String reference = node.path("$ref").asString("");
    if (reference.startsWith(PREFIX)) {
      String name = reference.substring(PREFIX.length());
      if (!schemas.has(name)) {
        throw new IllegalArgumentException("There is no schema " + name);
      }
      if (used.add(name)) {
        collect(schemas.path(name), schemas, used);
      }
    }
    node.forEach(child -> collect(child, schemas, used));
  }
}
