package dev.ecommercestack.testing.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/**
 * Sets {@code additionalProperties: false} on the schemas of requests. Those that are in responses
 * too stay open: responses may get more fields, and clients ignore unknown ones.
 */
final class ClosedRequestSchemas implements GlobalOpenApiCustomizer {
  private static final String SCHEMA_PREFIX = "#/components/schemas/";

  @Override
  public void customise(OpenAPI document) {
    if (document.getPaths() == null || document.getComponents() == null) {
      return;
    }
    Map<String, Schema> schemas = orEmpty(document.getComponents().getSchemas());
    Set<String> requests = new HashSet<>();
    Set<String> responses = new HashSet<>();
    for (Operation operation : operations(document)) {
      if (operation.getRequestBody() != null) {
        collect(operation.getRequestBody().getContent(), schemas, requests);
      }
      orEmpty(operation.getResponses())
          .values()
          .forEach(response -> collect(response.getContent(), schemas, responses));
    }
    requests.removeAll(responses);
    schemas.forEach(
        (name, schema) -> {
          if (requests.contains(name)) {
            schema.setAdditionalProperties(false);
          }
        });
  }

  private static List<Operation> operations(OpenAPI document) {
    return document.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .toList();
  }

  private static void collect(
      @Nullable Content content, Map<String, Schema> schemas, Set<String> names) {
    orEmpty(content).values().forEach(media -> collect(media.getSchema(), schemas, names));
  }

  /** Adds the name of a schema and the names of the schemas of its fields. */
  private static void collect(
      @Nullable Schema<?> schema, Map<String, Schema> schemas, Set<String> names) {
    if (schema == null) {
      return;
    }
    String reference = schema.get$ref();
    if (reference != null && reference.startsWith(SCHEMA_PREFIX)) {
      String name = reference.substring(SCHEMA_PREFIX.length());
      if (schemas.containsKey(name) && names.add(name)) {
        collect(schemas.get(name), schemas, names);
      }
    }
    Stream.concat(
            orEmpty(schema.getProperties()).values().stream(), Stream.ofNullable(schema.getItems()))
        .forEach(part -> collect((Schema<?>) part, schemas, names));
  }

  private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : map;
  }
}
