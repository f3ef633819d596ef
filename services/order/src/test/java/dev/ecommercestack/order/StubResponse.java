package dev.ecommercestack.order;

import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The answer of a stub, with helpers for the JSON of requests and answers. */
record StubResponse(int status, Object body) {
  static final StubResponse NO_CONTENT = new StubResponse(204, "");

  static StubResponse problem(int status, String code) {
    return new StubResponse(status, Map.of("status", status, "code", code, "detail", "No."));
  }

  static Map<String, Object> money(long amount) {
    return money(amount, "KRW");
  }

  static Map<String, Object> money(long amount, String currency) {
    return Map.of("amount", amount, "currency", currency);
  }

  static UUID id(JsonNode node, String field) {
    return UUID.fromString(node.path(field).asString());
  }
}
