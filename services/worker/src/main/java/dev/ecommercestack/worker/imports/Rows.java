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
   * @throws UnreadableContentException {@code NO_HEADER}, {@code COLUMN_TWICE}, {@code
   *     TWO_PRICE_COLUMNS}
   */
  static Rows csv(Reader in) throws IOException {
    CsvReader reader = new CsvReader(new Lines(in));
    List<String> names =
        reader.next().filter(CsvReader.Entry.Fields.class::isInstance).stream()
            .flatMap(header -> ((CsvReader.Entry.Fields) header).values().stream())
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    checkHeader(names);
    return () -> reader.next().map(entry -> row(names, entry));
  }

  private static void checkHeader(List<String> names) {
    List<String> known = names.stream().filter(RowReader.FIELDS::contains).toList();
    List<String> prices = known.stream().filter(PriceReader.COLUMNS::contains).toList();
    if (Set.copyOf(known).size() < known.size()) {
      throw new UnreadableContentException("COLUMN_TWICE");
    }
    if (prices.size() > 1) {
      throw new UnreadableContentException("TWO_PRICE_COLUMNS");
    }
    if (!known.contains("sku")
        || known.size() < 2
        || prices.isEmpty() == known.contains("currency")) {
      throw new UnreadableContentException("NO_HEADER");
    }
  }

  /**
   * Returns rows of JSON, an object per line. {@code price} is an object with {@code amount} in
   * minor units and {@code currency}, as everywhere in the API.
   */
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
      if (object.has(name)) {
        row.put(name, text(object.path(name)));
      }
    }
    if (object.has("price")) {
      row.put("price_minor", text(object.path("price").path("amount")));
      row.put("currency", text(object.path("price").path("currency")));
    }
    return new Row.Named(line.number(), row);
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asString("");
  }
}
