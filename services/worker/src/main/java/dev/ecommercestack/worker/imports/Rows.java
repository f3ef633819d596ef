package dev.ecommercestack.worker.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of an import, one at a time, as names and texts. */
interface Rows {
  /**
   * Returns the next row; empty at the end.
   *
   * @throws UnreadableContentException if there is something that is no row
   */
  Optional<Map<String, String>> next() throws IOException;

  /** Returns rows of CSV, whose first record has the names. */
  static Rows csv(BufferedReader in) throws IOException {
    CsvReader reader = new CsvReader(in);
    List<String> names =
        reader.next().stream()
            .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
            .toList();
    if (!names.containsAll(Set.of("sku", "name", "price", "currency"))) {
      throw new UnreadableContentException("NO_HEADER");
    }
    return () -> {
      List<String> fields = reader.next();
      if (fields.isEmpty()) {
        return Optional.empty();
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < Math.min(names.size(), fields.size()); i++) {
        row.put(names.get(i), fields.get(i));
      }
      return Optional.of(row);
    };
  }

  /** Returns rows of JSON, an object per line; {@code price} is an object with its currency. */
  static Rows jsonLines(BufferedReader in, JsonMapper json) {
    return () -> {
      String line = in.readLine();
      while (line != null && line.isBlank()) {
        line = in.readLine();
      }
      return line == null ? Optional.empty() : Optional.of(object(json, line));
    };
  }

  private static Map<String, String> object(JsonMapper json, String line) {
    try {
      JsonNode object = json.readTree(line);
      if (!object.isObject()) {
        throw new UnreadableContentException("NOT_JSON_LINES");
      }
      Map<String, String> row = new HashMap<>();
      for (String name : List.of("sku", "name", "description", "category", "stock")) {
        row.put(name, object.path(name).asString(""));
      }
      row.put("price", object.path("price").path("amount").asString(""));
      row.put("currency", object.path("price").path("currency").asString(""));
      return row;
    } catch (JacksonException e) {
      throw new UnreadableContentException("NOT_JSON_LINES");
    }
  }
}
