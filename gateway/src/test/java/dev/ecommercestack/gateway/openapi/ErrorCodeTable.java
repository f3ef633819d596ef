package dev.ecommercestack.gateway.openapi;

import dev.ecommercestack.platform.problem.ProblemCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The table of error codes in {@code docs/api.md}: each code, and the operations that answer it.
 */
final class ErrorCodeTable {
  private static final String BEGIN = "<!-- error codes: written by 'make generate' -->\n";
  private static final String END = "<!-- end of error codes -->\n";
  private static final int LONGEST_LIST = 4;

  private final JsonNode document;
  private final Map<String, Set<String>> operations = new HashMap<>();
  private int operationCount;

  /** Reads which operation of an OpenAPI document answers which codes. */
  ErrorCodeTable(JsonNode document) {
    this.document = document;
    document.path("paths").forEach(path -> path.forEach(this::add));
  }

  private void add(JsonNode operation) {
    operationCount++;
    String id = operation.path("operationId").asString();
    for (JsonNode response : operation.path("responses")) {
      String reference = response.path("$ref").asString("");
      JsonNode resolved =
          reference.isEmpty() ? response : document.at(reference.substring("#".length()));
      for (JsonNode code : resolved.path("x-problem-codes")) {
        operations.computeIfAbsent(code.asString(), key -> new TreeSet<>()).add(id);
      }
    }
  }

  /**
   * Returns a page with the table between its two markers replaced.
   *
   * @throws IllegalArgumentException if the page does not have both markers
   */
  String replaceIn(String page) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "The page needs the line '%s' and, behind it, the line '%s'."
              .formatted(BEGIN.strip(), END.strip()));
    }
    return page.substring(0, begin + BEGIN.length()) + table() + page.substring(end);
  }

  private String table() {
    return List.of(ProblemCode.values()).stream()
        .map(
            code ->
                "| `%s` | %d | %s | %s |\n"
                    .formatted(
                        code.code(),
                        code.status().value(),
                        code.meaning(),
                        where(operations.getOrDefault(code.code(), Set.of()))))
        .collect(
            Collectors.joining(
                "", "\n| code | status | meaning | operations |\n|---|---|---|---|\n", "\n"));
  }

  private String where(Collection<String> ids) {
    if (ids.isEmpty()) {
      return "only between services";
    }
    if (ids.size() == operationCount) {
      return "all";
    }
    return ids.size() > LONGEST_LIST
        ? ids.size() + " of " + operationCount
        : ids.stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
  }
}
