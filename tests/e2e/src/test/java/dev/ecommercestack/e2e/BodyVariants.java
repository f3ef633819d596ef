package dev.ecommercestack.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Invalid variants of a valid request body: each has one field less, or null or a value of another
 * type in it.
 */
final class BodyVariants {
  private BodyVariants() {}

  /**
   * A variant of a body.
   *
   * @param body the variant
   * @param change what was done, for the message of a failure
   * @param path the names of the fields from the body to the changed one; items of lists have none
   * @param removed whether the field was removed or null, instead of given a value of another type
   */
  record Variant(JsonNode body, String change, List<String> path, boolean removed) {}

  /** Returns the variants of a body, for its fields at every depth. */
  static List<Variant> of(JsonNode body) {
    List<Variant> variants = new ArrayList<>();
    collect(body, body, List.of(), variants);
    return variants;
  }

  private static void collect(
      JsonNode root, JsonNode node, List<String> path, List<Variant> variants) {
    if (node instanceof ArrayNode) {
      node.forEach(item -> collect(root, item, path, variants));
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        List<String> here = new ArrayList<>(path);
        here.add(field.getKey());
        String name = String.join(".", here);
        object.remove(field.getKey());
        variants.add(new Variant(root.deepCopy(), "without " + name, here, true));
        object.putNull(field.getKey());
        variants.add(new Variant(root.deepCopy(), "null as " + name, here, true));
        object.set(field.getKey(), otherType(field.getValue()));
        variants.add(new Variant(root.deepCopy(), "other type of " + name, here, false));
        object.set(field.getKey(), field.getValue());
        collect(root, field.getValue(), here, variants);
      }
    }
  }

  private static JsonNode otherType(JsonNode value) {
    return value.isObject()
        ? JsonNodeFactory.instance.stringNode("x")
        : JsonNodeFactory.instance.objectNode().put("x", 1);
  }
}
