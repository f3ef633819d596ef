package dev.ecommercestack.contracts.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the messages of today with those of the last release. During an upgrade services of both
 * run beside each other, and messages of the release wait in topics and queues. A message whose
 * {@code version} has grown is not compared.
 */
final class MessageCompatibility {
  private static final String VERSION = "/properties/version/const";

  private final Messages released;
  private final Messages current;
  private final List<String> problems = new ArrayList<>();

  private MessageCompatibility(Messages released, Messages current) {
    this.released = released;
    this.current = current;
  }

  /** Returns a line for each change that breaks, beginning with the name of the message. */
  static List<String> problems(Messages released, Messages current) {
    MessageCompatibility compatibility = new MessageCompatibility(released, current);
    released.names().forEach(compatibility::message);
    return compatibility.problems;
  }

  private void message(String name) {
    JsonNode now = current.schemas().get(name);
    if (now == null) {
      problems.add(
          name + ": the message is gone; keep it as long as a service may send it or one may wait");
      return;
    }
    int before = released.schemas().getOrDefault(name, now).at(VERSION).asInt();
    int version = now.at(VERSION).asInt();
    if (version < before) {
      problems.add(name + ": version was " + before + " and is " + version);
    } else if (version == before) {
      SchemaComparison.breaks(
              new ResolvedSchemas(released.schemas()).message(name),
              new ResolvedSchemas(current.schemas()).message(name))
          .forEach(change -> problems.add(name + change));
      examples(name, released, current, "released");
      examples(name, current, opened(released), "current");
    }
  }

  private void examples(String name, Messages of, Messages reader, String whose) {
    Messages.Validators validators = reader.validators();
    of.examples()
        .getOrDefault(name, new TreeMap<>())
        .forEach(
            (file, example) ->
                validators
                    .violations(name, example)
                    .forEach(v -> problems.add(name + ": " + whose + " " + file + ": " + v)));
  }

  /** Allows unknown properties everywhere: a consumer of the release ignores them. */
  private static Messages opened(Messages messages) {
    SortedMap<String, JsonNode> schemas = new TreeMap<>(messages.schemas());
    schemas.replaceAll((name, schema) -> open(schema.deepCopy()));
    return new Messages(schemas, messages.examples());
  }

  private static JsonNode open(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String keyword : List.of("additionalProperties", "unevaluatedProperties")) {
        if (object.path(keyword).isBoolean()) {
          object.remove(keyword);
        }
      }
    }
    node.forEach(MessageCompatibility::open);
    return node;
  }
}
