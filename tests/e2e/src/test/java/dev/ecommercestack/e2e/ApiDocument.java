package dev.ecommercestack.e2e;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of a shop, with which answers are compared. */
final class ApiDocument {
  private static final String ID = "https://shop.example/openapi.json";
  private static final String CODES = "x-problem-codes";

  private final JsonNode document;
  private final SchemaRegistry schemas;
  private final Map<String, Operation> operations = new TreeMap<>();
  private final Set<String> returnedCodes = new TreeSet<>();

  /**
   * @param method the HTTP method in upper case
   * @param path the path with variables
   * @param definition the operation object
   */
  record Operation(String method, String path, JsonNode definition) {}

  ApiDocument(String json) {
    document = JsonMapper.shared().readTree(json);
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        operations.put(
            operation.getValue().path("operationId").asString(),
            new Operation(
                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()));
      }
    }
    JsonNode closed = document.deepCopy();
    close(closed.at("/components/schemas"));
    schemas =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(),
            builder ->
                builder
                    .schemas(Map.of(ID, closed.toString()))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }

  /** A field that is not in the document is an error here, although clients ignore it. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && object.path("type").asString("").equals("object")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiDocument::close);
  }

  Set<String> operationIds() {
    return operations.keySet();
  }

  Operation operation(String id) {
    return Objects.requireNonNull(operations.get(id), () -> "no operation " + id);
  }

  /** Returns the error codes of all operations. */
  Set<String> documentedCodes() {
    Set<String> codes = new TreeSet<>();
    document.findValues(CODES).forEach(list -> list.forEach(code -> codes.add(code.asString())));
    return codes;
  }

  /** Returns the error codes of the answers that were checked. */
  Set<String> returnedCodes() {
    return returnedCodes;
  }

  /**
   * Returns whether the JSON body of an operation requires a field.
   *
   * @param path the names of the fields from the body to this one
   */
  boolean requires(String operationId, List<String> path) {
    JsonNode schema =
        resolve(
            operation(operationId)
                .definition()
                .at("/requestBody/content/application~1json/schema"));
    for (String name : path.subList(0, path.size() - 1)) {
      schema = resolve(schema.path("properties").path(name));
      schema = schema.has("items") ? resolve(schema.path("items")) : schema;
    }
    return schema
        .path("required")
        .valueStream()
        .anyMatch(name -> name.asString().equals(path.getLast()));
  }

  /** Returns how an answer differs from the document; empty if it does not. */
  List<String> differences(String operationId, HttpResponse<String> answer) {
    JsonNode responses = operation(operationId).definition().path("responses");
    String status = String.valueOf(answer.statusCode());
    JsonNode response = resolve(responses.path(responses.has(status) ? status : "default"));
    List<String> differences = new ArrayList<>();
    if (!responses.has(status) && status.startsWith("2")) {
      differences.add("status " + status + " is not documented");
    }
    checkBody(response, answer, differences);
    checkHeaders(response, answer, differences);
    return differences;
  }

  private void checkBody(JsonNode response, HttpResponse<String> answer, List<String> differences) {
    JsonNode content = response.path("content");
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    if (content.isMissingNode()) {
      if (!answer.body().isEmpty()) {
        differences.add("a body of " + type + ", but none is documented");
      }
      return;
    }
    if (!content.has(type)) {
      differences.add("media type " + type + ", but documented are " + content.propertyNames());
      return;
    }
    String reference = content.path(type).path("schema").path("$ref").asString("");
    if (!reference.isEmpty()) {
      Schema schema = schemas.getSchema(SchemaLocation.of(ID + reference));
      schema
          .validate(answer.body(), InputFormat.JSON)
          .forEach(error -> differences.add(error.toString()));
    }
    if (response.has(CODES)) {
      String code = JsonMapper.shared().readTree(answer.body()).path("code").asString();
      returnedCodes.add(code);
      if (response.path(CODES).valueStream().noneMatch(known -> known.asString().equals(code))) {
        differences.add("code " + code + ", but documented are " + response.path(CODES));
      }
    }
  }

  /** Every documented header is sent, except those of which a description says when. */
  private static void checkHeaders(
      JsonNode response, HttpResponse<String> answer, List<String> differences) {
    for (var header : response.path("headers").properties()) {
      boolean sent = answer.headers().firstValue(header.getKey()).isPresent();
      if (!sent && header.getValue().path("required").asBoolean(false)) {
        differences.add("the header " + header.getKey() + " is missing");
      }
    }
  }

  private JsonNode resolve(JsonNode node) {
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }
}
