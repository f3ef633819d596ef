package dev.ecommercestack.contracts.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Finds changes between two resolved schemas by which a service of the one version may fail on a
 * message of the other. A new optional property is none, as consumers ignore properties that they
 * do not know; every other difference is one.
 */
final class SchemaComparison {
  private final List<String> breaks = new ArrayList<>();

  /**
   * Compares two schemas of the same message.
   *
   * @param released the schema of the last release, from {@link ResolvedSchemas}
   * @param current the schema of today, from {@link ResolvedSchemas}
   * @return a line for each change that breaks, each with the path of its field
   */
  static List<String> breaks(JsonNode released, JsonNode current) {
    SchemaComparison comparison = new SchemaComparison();
    comparison.schema("", released, current);
    return comparison.breaks;
  }

  private void schema(String path, JsonNode released, JsonNode current) {
    if (!released.isObject() || !current.isObject()) {
      changed(path, "schema", released, current);
      return;
    }
    Set<String> keywords = new TreeSet<>(released.propertyNames());
    keywords.addAll(current.propertyNames());
    for (String keyword : keywords) {
      JsonNode before = released.path(keyword);
      JsonNode after = current.path(keyword);
      if (!before.equals(after)) {
        keyword(path, keyword, before, after);
      }
    }
  }

  private void keyword(String path, String keyword, JsonNode before, JsonNode after) {
    switch (keyword) {
      case "properties" -> properties(path, before, after);
      case "items" -> schema(path + "[]", before, after);
      case "required" -> {
        missing(before, after, name -> path + "." + name + ": the field is optional now");
        missing(after, before, name -> path + "." + name + ": the field is required now");
      }
      case "enum" -> {
        missing(before, after, value -> path + ": the value " + value + " is gone");
        missing(after, before, value -> path + ": the value " + value + " is new");
      }
      case "allOf" -> allOf(path, before, after);
      default -> changed(path, keyword, before, after);
    }
  }

  private void properties(String path, JsonNode before, JsonNode after) {
    before
        .properties()
        .forEach(
            property -> {
              String field = path + "." + property.getKey();
              JsonNode now = after.path(property.getKey());
              if (now.isMissingNode()) {
                breaks.add(field + ": the field is gone");
              } else if (!now.equals(property.getValue())) {
                schema(field, property.getValue(), now);
              }
            });
  }

  private void allOf(String path, JsonNode before, JsonNode after) {
    if (before.size() != after.size()) {
      changed(path, "allOf", before, after);
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      schema(path, before.path(i), after.path(i));
    }
  }

  /** Reports each element of a list that another list has not. */
  private void missing(JsonNode list, JsonNode other, Function<String, String> problem) {
    List<JsonNode> others = other.valueStream().toList();
    list.valueStream()
        .filter(element -> !others.contains(element))
        .map(element -> problem.apply(element.asString()))
        .forEach(breaks::add);
  }

  private void changed(String path, String keyword, JsonNode before, JsonNode after) {
    breaks.add(path + ": " + keyword + " was " + text(before) + " and is " + text(after));
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "not given" : node.toString();
  }

  private SchemaComparison() {}
}
