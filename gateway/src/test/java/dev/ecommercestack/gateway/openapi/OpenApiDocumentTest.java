package dev.ecommercestack.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.platform.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document that the gateway serves: those of the services, and its own part. */
class OpenApiDocumentTest {
  private static final List<String> SERVICES =
      List.of("user", "product", "event", "order", "worker");
  private static final Path SERVED = Path.of("src/main/resources/openapi.json");
  private static final Path PAGE = Path.of("../docs/api.md");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static ObjectNode document = JSON.createObjectNode();

  @BeforeAll
  static void merge() throws IOException {
    try (InputStream gateway = new ClassPathResource("openapi-gateway.json").getInputStream()) {
      OpenApiMerger merger = new OpenApiMerger((ObjectNode) JSON.readTree(gateway));
      for (String service : SERVICES) {
        merger.add(service, JSON.readTree(Path.of("../contracts/openapi", service + ".json")));
      }
      document = merger.build();
    }
  }

  @Test
  void servedFileIsCurrent() throws IOException {
    assertCurrent(SERVED, JSON.writeValueAsString(document) + "\n");
  }

  @Test
  void tableOfErrorCodesIsCurrent() throws IOException {
    assertCurrent(PAGE, new ErrorCodeTable(document).replaceIn(Files.readString(PAGE)));
  }

  private static void assertCurrent(Path file, String text) throws IOException {
    if (Boolean.getBoolean("openapi.update")) {
      Files.writeString(file, text);
    }
    assertThat(file).as("run make generate, and look at the diff").hasContent(text);
  }

  @Test
  void everyOperationHasSuccessAndUniqueId() {
    Set<String> ids = new TreeSet<>();
    for (JsonNode operation : operations()) {
      String id = operation.path("operationId").asString();
      assertThat(ids.add(id)).as("operationId %s is unique", id).isTrue();
      assertThat(operation.path("responses").propertyNames())
          .as(id)
          .anyMatch(status -> status.startsWith("2"));
      assertThat(operation.path("parameters").findValuesAsString("name"))
          .as(id)
          .doesNotContain("user", "query.cursor", "roles");
    }
  }

  @Test
  void everyErrorIsProblemWithCodes() {
    for (JsonNode operation : operations()) {
      operation
          .path("responses")
          .properties()
          .forEach(
              response -> {
                if (!response.getKey().startsWith("2")) {
                  JsonNode problem = resolve(response.getValue());
                  assertThat(problem.path("content").propertyNames())
                      .containsExactly("application/problem+json");
                  assertThat(problem.path("x-problem-codes")).isNotEmpty();
                }
              });
    }
  }

  @Test
  void moneyHasCurrencyAsText() {
    assertThat(document.at("/components/schemas/Money/properties/currency/type").asString())
        .isEqualTo("string");
    assertThat(document.at("/components/schemas").has("CurrentUser")).isFalse();
  }

  /** Codes of internal operations are no part of the public API. */
  @Test
  void everyPublicCodeIsDocumented() {
    Set<String> documented = new TreeSet<>();
    document
        .findValues("x-problem-codes")
        .forEach(codes -> codes.forEach(code -> documented.add(code.asString())));
    List<String> missing = new ArrayList<>();
    for (ProblemCode code : ProblemCode.values()) {
      if (!documented.contains(code.code())) {
        missing.add(code.code());
      }
    }
    assertThat(missing)
        .as("codes that only /internal operations answer")
        .containsExactlyInAnyOrder(
            "not_a_person",
            "invalid_service_secret",
            "invalid_row",
            "ttl_too_long",
            "reservation_not_found",
            "reservation_differs",
            "reservation_expired",
            "reservation_released",
            "invalid_price");
  }

  private static List<JsonNode> operations() {
    List<JsonNode> operations = new ArrayList<>();
    document.path("paths").forEach(path -> path.forEach(operations::add));
    assertThat(operations).hasSizeGreaterThan(40);
    return operations;
  }

  private static JsonNode resolve(JsonNode response) {
    String reference = response.path("$ref").asString("");
    return reference.isEmpty() ? response : document.at(reference.substring(1));
  }
}
