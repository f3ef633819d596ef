package dev.ecommercestack.gateway.openapi;

import static dev.ecommercestack.platform.problem.ProblemCode.*;

import dev.ecommercestack.gateway.route.Access;
import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.platform.problem.ProblemCode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the error responses of operations: one for each status, with its codes as text and in
 * {@code x-problem-codes}.
 */
final class ProblemResponseWriter {
  static final String CODES = "x-problem-codes";

  /** Codes that every operation may answer, because the request is no valid HTTP or no path. */
  private static final Set<ProblemCode> ANY_REQUEST =
      EnumSet.of(
          BAD_HOST,
          BAD_PATH,
          BAD_QUERY,
          BAD_TRANSFER_ENCODING,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          REQUEST_TIMEOUT,
          URI_TOO_LONG,
          EXPECTATION_FAILED,
          CORS_REJECTED,
          HEADERS_TOO_LARGE);

  private final ObjectNode document;

  ProblemResponseWriter(ObjectNode document) {
    this.document = document;
  }

  /** Replaces the list of codes of an operation by responses, with those of the gateway. */
  void add(PublicRoute route, ObjectNode operation) {
    Set<ProblemCode> codes =
        operation
            .path(CODES)
            .valueStream()
            .map(code -> ProblemCode.of(code.asString()).orElseThrow())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ProblemCode.class)));
    operation.remove(CODES);
    // The gateway refuses tokens of services.
    codes.remove(NOT_A_PERSON);
    codes.addAll(ofGateway(route, operation.has("requestBody")));
    SortedMap<Integer, List<ProblemCode>> byStatus =
        codes.stream()
            .collect(
                Collectors.groupingBy(c -> c.status().value(), TreeMap::new, Collectors.toList()));
    ObjectNode responses = operation.withObject("/responses");
    byStatus.forEach((status, list) -> responses.set(String.valueOf(status), response(list)));
    responses.set("default", response(ANY_REQUEST));
  }

  private static Set<ProblemCode> ofGateway(PublicRoute route, boolean hasBody) {
    Set<ProblemCode> codes =
        EnumSet.of(
            VALIDATION_FAILED,
            TOO_MANY_REQUESTS,
            INTERNAL_ERROR,
            ANSWER_LOST,
            SERVICE_UNAVAILABLE,
            TIMEOUT);
    if (route.access() != Access.ANONYMOUS) {
      codes.addAll(List.of(INVALID_TOKEN, KEYS_UNAVAILABLE));
    }
    if (route.access().needsToken()) {
      codes.add(UNAUTHENTICATED);
    }
    if (route.access() == Access.ADMIN) {
      codes.add(FORBIDDEN);
    }
    if (hasBody) {
      codes.addAll(List.of(BODY_TOO_LARGE, REQUEST_TIMEOUT));
    }
    if (route.name().equals("claim-stream")) {
      codes.addAll(List.of(TOO_MANY_STREAMS, STREAM_CAPACITY_REACHED));
    }
    return codes;
  }

  private ObjectNode response(Collection<ProblemCode> codes) {
    ObjectNode response = document.objectNode();
    response.put(
        "description",
        codes.stream()
            .map(code -> "- `%s`: %s".formatted(code.code(), code.meaning()))
            .collect(Collectors.joining("\n")));
    HttpStatus status = codes.iterator().next().status();
    switch (codes.size() == ANY_REQUEST.size() ? HttpStatus.OK : status) {
      case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE ->
          addHeader(response, "Retry-After", "The seconds to wait.", "integer");
      case UNAUTHORIZED ->
          addHeader(response, "WWW-Authenticate", "The scheme `Bearer` (RFC 6750).", "string");
      default -> {}
    }
    response
        .withObject("/content")
        .withObjectProperty("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
    codes.forEach(code -> response.withArray(CODES).add(code.code()));
    return response;
  }

  private static void addHeader(ObjectNode response, String name, String description, String type) {
    ObjectNode header = response.withObject("/headers").putObject(name);
    header.put("description", description).putObject("schema").put("type", type);
  }

  /** Puts responses that two or more operations have into the components of the document. */
  void shareCommon() {
    Map<JsonNode, Integer> counts = new HashMap<>();
    forEachResponse((responses, status) -> counts.merge(responses.path(status), 1, Integer::sum));
    Map<String, JsonNode> common = new TreeMap<>();
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .sorted(
            Map.Entry.<JsonNode, Integer>comparingByValue()
                .reversed()
                .thenComparing(entry -> entry.getKey().toString()))
        .forEach(entry -> common.putIfAbsent(nameOf(entry.getKey()), entry.getKey()));
    forEachResponse(
        (responses, status) -> {
          JsonNode response = responses.path(status);
          if (response.equals(common.get(nameOf(response)))) {
            responses.putObject(status).put("$ref", "#/components/responses/" + nameOf(response));
          }
        });
    ObjectNode components = document.withObject("/components").putObject("responses");
    common.forEach(components::set);
  }

  private interface ResponseAction {
    void accept(ObjectNode responses, String status);
  }

  private void forEachResponse(ResponseAction action) {
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        ObjectNode responses = (ObjectNode) operation.path("responses");
        List.copyOf(responses.propertyNames()).stream()
            .filter(status -> responses.path(status).has(CODES))
            .forEach(status -> action.accept(responses, status));
      }
    }
  }

  /** Returns for example {@code TooManyRequests}. */
  private static String nameOf(JsonNode response) {
    JsonNode codes = response.path(CODES);
    if (codes.size() == ANY_REQUEST.size()) {
      return "InvalidRequest";
    }
    return ProblemCode.of(codes.path(0).asString())
        .orElseThrow()
        .status()
        .getReasonPhrase()
        .replaceAll("[^A-Za-z]", "");
  }
}
