package dev.ecommercestack.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.services.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The OpenAPI document of a service, which {@code contracts/openapi} keeps. The gateway merges the
 * documents of all services.
 */
public final class OpenApiDocument {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Path DOCUMENTS = Path.of("../../contracts/openapi");
  private static final String SCHEMA_PREFIX = "#/components/schemas/";
  private static final Pattern PAGE = Pattern.compile("Page(\\w+)Response");

  private OpenApiDocument() {}

  /**
   * Compares the document of a service with the file of the same name. The system property {@code
   * openapi.update} writes the file instead.
   *
   * @param answer the answer to {@code GET /v3/api-docs}
   * @param service the name of the service
   */
  public static void check(Answer answer, String service) {
    ObjectNode document = (ObjectNode) answer.expect(200).body();
    document.remove("servers");
    rewriteLimits(document);
    String text = JSON.writeValueAsString(withShortNames(document)) + "\n";
    Path file = DOCUMENTS.resolve(service + ".json");
    try {
      if (Boolean.getBoolean("openapi.update")) {
        Files.writeString(file, text);
      }
      assertThat(file)
          .as(
              "The API of %s differs from %s: run make generate, and look at the diff",
              service, file)
          .hasContent(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes patterns as ECMA 262 has them, and leaves out lower limits that limit nothing. */
  private static void rewriteLimits(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("pattern").isString()) {
        object.put("pattern", EcmaPatterns.of(object.path("pattern").asString()));
      }
      for (String limit : List.of("minLength", "minItems")) {
        if (object.path(limit).isInt() && object.path(limit).asInt() == 0) {
          object.remove(limit);
        }
      }
    }
    node.forEach(OpenApiDocument::rewriteLimits);
  }

  /** Names {@code ProductResponse} Product, and a page of them {@code ProductPage}. */
  private static ObjectNode withShortNames(ObjectNode document) {
    ObjectNode schemas = document.withObject("/components/schemas");
    Map<String, JsonNode> renamed = new TreeMap<>();
    for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
      assertThat(renamed.put(shortName(schema.getKey()), schema.getValue()))
          .as("Two schemas would be named %s: use @Schema(name)", shortName(schema.getKey()))
          .isNull();
    }
    schemas.removeAll();
    renamed.forEach(schemas::set);
    renameReferences(document);
    return document;
  }

  private static void renameReferences(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("$ref").isString()) {
      String reference = object.path("$ref").asString();
      if (reference.startsWith(SCHEMA_PREFIX)) {
        String name = shortName(reference.substring(SCHEMA_PREFIX.length()));
        object.set("$ref", StringNode.valueOf(SCHEMA_PREFIX + name));
      }
    }
    node.forEach(OpenApiDocument::renameReferences);
  }

  private static String shortName(String name) {
    Matcher page = PAGE.matcher(name);
    return page.matches() ? page.group(1) + "Page" : name.replaceFirst("Response$", "");
  }
}
