package dev.ecommercestack.worker.imports;

import dev.ecommercestack.worker.imports.Lines.Line;
import java.io.IOException;
import java.io.Reader;
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
  /** A row, or something that is none. */
  sealed interface Row {
    /** Returns the line on which it begins, 1 for the first of the content. */
    int line();

    /** A row. */
    record Named(int line, Map<String, String> fields) implements Row {}

    /** Something else. */
    record Broken(int line, String reason) implements Row {}
  }

  /** Returns the next row; empty at the end. */
  Optional<Row> next() throws IOException;

  /**
   * Returns rows of CSV, whose first record has the names.
   *
   * @throws UnreadableContentException {@code NO_HEADER}
   */
  static Rows csv(Reader in) throws IOException {
    CsvReader reader = new CsvReader(new Lines(in));
    List<String> names =
        reader.next().filter(CsvReader.Entry.Fields.class::isInstance).stream()
            .flatMap(header -> ((CsvReader.Entry.Fields) header).values().stream())
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    if (!names.containsAll(Set.of("sku", "name", "price", "currency"))) {
      throw new UnreadableContentException("NO_HEADER");
    }
    return () -> reader.next().map(entry -> row(names, entry));
  }

  /** Returns rows of JSON, an object per line; {@code price} is an object with its currency. */
  static Rows jsonLines(Reader in, JsonMapper json) {
    Lines lines = new Lines(in);
    return () -> {
      Optional<Line> line = lines.next();
      while (line.isPresent() && line.get().text().isBlank()) {
        line = lines.next();
      }
      return line.map(found -> row(json, found));
    };
  }

  private static Row row(List<String> names, CsvReader.Entry entry) {
    return switch (entry) {
      case CsvReader.Entry.Broken(int line, String reason) -> new Row.Broken(line, reason);
      case CsvReader.Entry.Fields(int line, List<String> values) ->
          values.stream().skip(names.size()).allMatch(String::isBlank)
              ? new Row.Named(line, named(names, values))
              : new Row.Broken(line, "TOO_MANY_FIELDS");
    };
  }

  private static Map<String, String> named(List<String> names, List<String> values) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      row.put(names.get(i), values.get(i));
    }
    return row;
  }

  private static Row row(JsonMapper json, Line line) {
    if (!line.complete()) {
      return new Row.Broken(line.number(), "RECORD_TOO_LONG");
    }
    JsonNode object;
    try {
      object = json.readTree(line.text());
    } catch (JacksonException e) {
      return new Row.Broken(line.number(), "NOT_JSON");
    }
    if (!object.isObject()) {
      return new Row.Broken(line.number(), "NOT_JSON");
    }
    Map<String, String> row = new HashMap<>();
    for (String name : List.of("sku", "name", "description", "category", "stock")) {
      row.put(name, object.path(name).asString(""));
    }
    row.put("price", object.path("price").path("amount").asString(""));
    row.put("currency", object.path("price").path("currency").asString(""));
    return new Row.Named(line.number(), row);
  }
}
