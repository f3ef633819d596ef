package dev.ecommercestack.contracts.schemas;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces each {@code $ref} of a schema by what it refers to, and leaves out titles and
 * descriptions: equal results accept the same messages.
 *
 * @param schemas the JSON schemas by their names
 */
record ResolvedSchemas(SortedMap<String, JsonNode> schemas) {
  private static final Set<String> TEXT = Set.of("$schema", "$id", "title", "description");
  private static final Set<String> SCHEMA =
      Set.of("items", "additionalProperties", "unevaluatedProperties", "if", "then", "else", "not");
  private static final Set<String> SCHEMA_LIST = Set.of("allOf", "anyOf", "oneOf");
  private static final Set<String> VALUE =
      Set.of(
          "type",
          "const",
          "enum",
          "required",
          "dependentRequired",
          "pattern",
          "format",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minProperties",
          "maxProperties");

  /**
   * Returns the schema of a message.
   *
   * @throws IllegalArgumentException when a schema has a keyword that is not known here, or a
   *     reference that leads nowhere
   */
  JsonNode message(String name) {
    return resolve(name, file(name));
  }

  private JsonNode resolve(String file, JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    ObjectNode resolved =
        object.has("$ref")
            ? (ObjectNode) referenced(file, object.path("$ref").asString())
            : JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> keyword : object.properties()) {
      String name = keyword.getKey();
      JsonNode value = keyword.getValue();
      if (name.equals("$ref") || TEXT.contains(name)) {
        continue;
      }
      if (resolved.has(name)) {
        throw new IllegalArgumentException(
            file + ".json has " + name + " beside a $ref to a schema that has it too: use allOf.");
      }
      if (name.equals("properties")) {
        ObjectNode properties = resolved.putObject(name);
        value.properties().forEach(p -> properties.set(p.getKey(), resolve(file, p.getValue())));
      } else if (SCHEMA.contains(name)) {
        resolved.set(name, resolve(file, value));
      } else if (SCHEMA_LIST.contains(name)) {
        ArrayNode list = resolved.putArray(name);
        value.forEach(element -> list.add(resolve(file, element)));
      } else if (VALUE.contains(name)) {
        resolved.set(name, value);
      } else {
        throw new IllegalArgumentException(
            file
                + ".json has the keyword "
                + name
                + ", which the comparison with the last release does not know: use another, or add"
                + " it to ResolvedSchemas and SchemaComparison.");
      }
    }
    return resolved;
  }

  /** Follows {@code common.json#/$defs/id}, {@code envelope.json} or {@code #/$defs/id}. */
  private JsonNode referenced(String from, String reference) {
    int hash = reference.indexOf('#');
    String document = hash < 0 ? reference : reference.substring(0, hash);
    String file = document.isEmpty() ? from : document.replaceFirst("\\.json$", "");
    JsonNode target = hash < 0 ? file(file) : file(file).at(reference.substring(hash + 1));
    if (!target.isObject()) {
      throw new IllegalArgumentException(
          from + ".json refers to " + reference + ": no such schema.");
    }
    return resolve(file, target);
  }

  private JsonNode file(String name) {
    JsonNode schema = schemas.get(name);
    if (schema == null) {
      throw new IllegalArgumentException("schemas/" + name + ".json is missing.");
    }
    return schema;
  }
}
