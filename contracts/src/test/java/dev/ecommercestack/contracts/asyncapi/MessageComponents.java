package dev.ecommercestack.contracts.asyncapi;

import static dev.ecommercestack.contracts.asyncapi.AsyncApiObjects.binding;
import static dev.ecommercestack.contracts.asyncapi.AsyncApiObjects.object;
import static dev.ecommercestack.contracts.asyncapi.AsyncApiObjects.with;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Message objects of the AsyncAPI document, from the JSON schemas and the valid examples.
 *
 * @param contracts the folder with {@code schemas/} and {@code examples/}
 */
record MessageComponents(Path contracts) {
  private static final String SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, Object> TRACE_HEADER =
      object("type", "string", "description", "W3C trace context, as in the envelope.");

  /**
   * Returns the message object of a record on Kafka.
   *
   * @param name the name of the message
   * @param key the name of the property of the data that is the record key
   */
  Map<String, Object> kafka(String name, String key) {
    return with(
        message(
            name,
            object(
                "message-id",
                object("type", "string", "format", "uuid", "description", "The id of the message."),
                "traceparent",
                TRACE_HEADER)),
        "bindings",
        object(
            "kafka",
            binding(
                "0.5.0",
                "key",
                object(
                    "type",
                    "string",
                    "format",
                    "uuid",
                    "description",
                    "The " + key + " of the data, which is the envelope's aggregateId."))));
  }

  /** Returns the message object of a message on RabbitMQ. */
  Map<String, Object> rabbitMq(String name) {
    return with(
        message(name, object("traceparent", TRACE_HEADER)),
        "bindings",
        object("amqp", binding("0.3.0", "contentEncoding", "UTF-8")));
  }

  private Map<String, Object> message(String name, Map<String, Object> headers) {
    JsonNode schema = JSON.readTree(contracts.resolve("schemas/" + name + ".json").toFile());
    Map<String, Object> message =
        object("name", name, "title", schema.path("title").asString(name));
    if (schema.has("description")) {
      message.put("description", schema.path("description").asString());
    }
    return with(
        message,
        "contentType",
        "application/json",
        "headers",
        object("type", "object", "properties", headers),
        "payload",
        object(
            "schemaFormat", SCHEMA_FORMAT, "schema", object("$ref", "./schemas/" + name + ".json")),
        "correlationId",
        object("location", "$message.payload#/correlationId"),
        "examples",
        examples(name));
  }

  private List<Map<String, Object>> examples(String message) {
    try (Stream<Path> files = Files.list(contracts.resolve("examples").resolve(message))) {
      return files
          .filter(file -> fileName(file).startsWith("valid-"))
          .sorted()
          .map(
              file ->
                  object(
                      "name",
                      fileName(file).replaceFirst("^valid-(.*)\\.json$", "$1"),
                      "payload",
                      JSON.readTree(file.toFile())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }
}
