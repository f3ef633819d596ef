package dev.ecommercestack.operator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Finds where a schema refuses, drops or reads otherwise what an older schema accepted.
 *
 * <p>It knows each keyword that may become looser, and takes every other difference for a change
 * that breaks: a keyword that is new here cannot pass by being unknown.
 */
final class SchemaComparison {
  /** Keywords that say nothing about which objects are accepted. */
  private static final Set<String> TEXT = Set.of("description", "title", "example", "externalDocs");

  private static final Set<String> LEAST =
      Set.of("minimum", "minLength", "minItems", "minProperties");
  private static final Set<String> MOST =
      Set.of("maximum", "maxLength", "maxItems", "maxProperties");

  /** Keywords that only restrict: to leave one out accepts more. */
  private static final Set<String> RESTRICTIONS =
      Set.of(
          "format",
          "pattern",
          "multipleOf",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "uniqueItems",
          "allOf",
          "anyOf",
          "oneOf",
          "not");

  /** Keywords whose {@code true} accepts more, and whose absence is {@code false}. */
  private static final Set<String> PERMISSIONS =
      Set.of("nullable", "x-kubernetes-preserve-unknown-fields");

  private static final String INT_OR_STRING = "x-kubernetes-int-or-string";

  private final List<String> breaks = new ArrayList<>();

  /**
   * Compares two schemas of the same field.
   *
   * @param path where the schemas are, empty for the root
   * @param released the older schema
   * @param current the schema that has to accept what the older one accepts
   * @return a line for each change that breaks, each with the path of its field
   */
  static List<String> breaks(String path, JsonNode released, JsonNode current) {
    SchemaComparison comparison = new SchemaComparison();
    comparison.schema(path, released, current);
    return comparison.breaks;
  }

  private void schema(String path, JsonNode released, JsonNode current) {
    Set<String> keywords = new TreeSet<>();
    released.fieldNames().forEachRemaining(keywords::add);
    current.fieldNames().forEachRemaining(keywords::add);
    // A field that may also be a number now: its type is left out, and anyOf says the rest.
    boolean nowIntOrString = isTrue(current, INT_OR_STRING) && !isTrue(released, INT_OR_STRING);
    if (nowIntOrString && Set.of("integer", "string").contains(released.path("type").asText())) {
      keywords.removeAll(Set.of("type", "anyOf", INT_OR_STRING));
    }
    for (String keyword : keywords) {
      JsonNode before = released.path(keyword);
      JsonNode after = current.path(keyword);
      if (!before.equals(after)) {
        keyword(path, keyword, before, after, current);
      }
    }
  }

  private void keyword(
      String path, String keyword, JsonNode before, JsonNode after, JsonNode current) {
    switch (keyword) {
      case "properties" -> properties(path, before, after);
      case "items" -> child(path + "[]", keyword, before, after);
      case "additionalProperties" -> child(path + "{}", keyword, before, after);
      case "required" -> required(path, before, after, current);
      case "enum" -> enumeration(path, before, after);
      case "x-kubernetes-validations" -> rules(path, before, after);
      default -> value(path, keyword, before, after);
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
              } else {
                schema(field, property.getValue(), now);
              }
            });
  }

  private void child(String path, String keyword, JsonNode before, JsonNode after) {
    if (before.isObject() && after.isObject()) {
      schema(path, before, after);
    } else {
      changed(path, keyword, before, after);
    }
  }

  /** The API server fills in defaults before it looks for required fields. */
  private void required(String path, JsonNode before, JsonNode after, JsonNode current) {
    Set<JsonNode> names = elements(after);
    names.removeAll(elements(before));
    names.forEach(
        name -> {
          if (current.path("properties").path(name.asText()).path("default").isMissingNode()) {
            breaks.add(path + "." + name.asText() + ": the field is required now");
          }
        });
  }

  private void enumeration(String path, JsonNode before, JsonNode after) {
    if (before.isMissingNode()) {
      breaks.add(path + ": only these values are left: " + after);
    } else if (!after.isMissingNode()) {
      Set<JsonNode> gone = elements(before);
      gone.removeAll(elements(after));
      gone.forEach(value -> breaks.add(path + ": the value " + value + " is gone"));
    }
  }

  /** Nobody can tell by its text whether a rule accepts what another accepts. */
  private void rules(String path, JsonNode before, JsonNode after) {
    Set<String> known = new TreeSet<>();
    before.forEach(rule -> known.add(condition(rule)));
    after.forEach(
        rule -> {
          if (!known.contains(condition(rule))) {
            breaks.add(path + ": the rule is new or changed: " + rule.path("rule").asText());
          }
        });
  }

  /** A rule without the texts that a user reads. */
  private static String condition(JsonNode rule) {
    return rule.path("rule").asText()
        + " optionalOldSelf="
        + rule.path("optionalOldSelf").asBoolean();
  }

  private void value(String path, String keyword, JsonNode before, JsonNode after) {
    if (TEXT.contains(keyword)) {
      return;
    }
    boolean leftOut = after.isMissingNode();
    boolean accepted =
        (LEAST.contains(keyword)
                && (leftOut || before.isNumber() && number(after) < number(before)))
            || (MOST.contains(keyword)
                && (leftOut || before.isNumber() && number(after) > number(before)))
            || (RESTRICTIONS.contains(keyword) && (leftOut || after.equals(BooleanNode.FALSE)))
            || (PERMISSIONS.contains(keyword) && after.asBoolean());
    boolean sameAsLeftOut = before.isMissingNode() && after.equals(BooleanNode.FALSE);
    if (!accepted && !sameAsLeftOut) {
      changed(path, keyword, before, after);
    }
  }

  private void changed(String path, String keyword, JsonNode before, JsonNode after) {
    breaks.add(path + ": " + keyword + " was " + text(before) + " and is " + text(after));
  }

  private static String text(JsonNode node) {
    return node instanceof MissingNode ? "not given" : node.toString();
  }

  private static double number(JsonNode node) {
    return node.asDouble();
  }

  private static boolean isTrue(JsonNode schema, String keyword) {
    return schema.path(keyword).asBoolean();
  }

  private static Set<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .collect(
            Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(JsonNode::toString))));
  }

  private SchemaComparison() {}
}
