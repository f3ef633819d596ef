package dev.ecommercestack.order;

import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What a neighbour answers, and how it reads and writes what stands in requests and answers. */
record Reply(int status, Object body) {
  static final Reply NO_CONTENT = new Reply(204, "");

  static Reply problem(int status, String code) {
    return new Reply(status, Map.of("status", status, "code", code, "detail", "No."));
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
