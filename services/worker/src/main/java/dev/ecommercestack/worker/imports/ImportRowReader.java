package dev.ecommercestack.worker.imports;

import dev.ecommercestack.worker.imports.LineReader.Line;
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

/** Reads the rows of an import, one at a time, as texts by column. */
interface ImportRowReader {
  /** A row before its fields are parsed. */
  sealed interface RawRow {
    /** Returns the number of the line on which the row begins, from 1. */
    int line();

    /** A row with its texts by column. */
    record RowFields(int line, Map<String, String> fields) implements RawRow {}

    /** A row that cannot be read; {@code reason} is the reason code. */
    record UnreadableRow(int line, String reason) implements RawRow {}
  }

  /** Returns the next row; empty at the end. */
  Optional<RawRow> next() throws IOException;

  /**
   * Returns a reader of CSV, whose first record is the header.
   *
   * @throws UnreadableContentException {@code NO_HEADER}, {@code COLUMN_TWICE}, {@code
   *     TWO_PRICE_COLUMNS}
   */
  static ImportRowReader csv(Reader in) throws IOException {
    CsvReader reader = new CsvReader(new LineReader(in));
    List<String> names =
        reader.next().filter(CsvReader.CsvEntry.CsvRecord.class::isInstance).stream()
            .flatMap(header -> ((CsvReader.CsvEntry.CsvRecord) header).values().stream())
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    checkHeader(names);
    return () -> reader.next().map(entry -> row(names, entry));
  }

  private static void checkHeader(List<String> names) {
    List<String> known = names.stream().filter(ProductRowParser.FIELDS::contains).toList();
    List<String> prices = known.stream().filter(PriceParser.COLUMNS::contains).toList();
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
   * Returns a reader of JSON Lines, one object per line. {@code price} is an object with {@code
   * amount} in minor units and {@code currency}, as everywhere in the API.
   */
  static ImportRowReader jsonLines(Reader in, JsonMapper json) {
    LineReader lines = new LineReader(in);
    return () -> {
      Optional<Line> line = lines.next();
      while (line.isPresent() && line.get().text().isBlank()) {
        line = lines.next();
      }
      return line.map(found -> row(json, found));
    };
  }

  private static RawRow row(List<String> names, CsvReader.CsvEntry entry) {
    return switch (entry) {
      case CsvReader.CsvEntry.MalformedLine(int line, String reason) ->
          new RawRow.UnreadableRow(line, reason);
      case CsvReader.CsvEntry.CsvRecord(int line, List<String> values) ->
          values.stream().skip(names.size()).allMatch(String::isBlank)
              ? new RawRow.RowFields(line, byColumn(names, values))
              : new RawRow.UnreadableRow(line, "TOO_MANY_FIELDS");
    };
  }

  private static Map<String, String> byColumn(List<String> names, List<String> values) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      row.put(names.get(i), values.get(i));
    }
    return row;
  }

  private static RawRow row(JsonMapper json, Line line) {
    if (!line.complete()) {
      return new RawRow.UnreadableRow(line.number(), "RECORD_TOO_LONG");
    }
    JsonNode object;
    try {
      object = json.readTree(line.text());
    } catch (JacksonException e) {
      return new RawRow.UnreadableRow(line.number(), "NOT_JSON");
    }
    if (!object.isObject()) {
      return new RawRow.UnreadableRow(line.number(), "NOT_JSON");
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
    return new RawRow.RowFields(line.number(), row);
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asString("");
  }
}
