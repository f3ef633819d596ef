package dev.ecommercestack.worker.imports;

import dev.ecommercestack.worker.imports.LineReader.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV records as of RFC 4180, one at a time; blank lines are skipped. A malformed line is
 * returned as such, and the next line is read as the start of a record: a missing quote costs its
 * own line and not the rest of the file.
 */
final class CsvReader {
  /** The highest number of lines of a record. */
  static final int MAX_RECORD_LINES = 1000;

  private final LineReader lines;

  CsvReader(LineReader lines) {
    this.lines = lines;
  }

  /** A record or a malformed line. */
  sealed interface CsvEntry {
    /** Returns the number of the line on which the entry begins, from 1. */
    int line();

    /** A record; {@code line} is the number of its first line. */
    record CsvRecord(int line, List<String> values) implements CsvEntry {}

    /** A malformed line; {@code reason} is the reason code. */
    record MalformedLine(int line, String reason) implements CsvEntry {}
  }

  /** Returns the next entry; empty at the end. */
  Optional<CsvEntry> next() throws IOException {
    Optional<Line> first = lines.next();
    while (first.isPresent() && first.get().text().isBlank()) {
      first = lines.next();
    }
    return first.isPresent() ? Optional.of(entry(first.get())) : Optional.empty();
  }

  private CsvEntry entry(Line first) throws IOException {
    RecordBuilder record = new RecordBuilder();
    List<Line> further = new ArrayList<>();
    String reason = record.add(first);
    while (reason == null && record.insideQuotes()) {
      Optional<Line> next = lines.next();
      if (next.isPresent()) {
        further.add(next.get());
        reason = record.add(next.get());
      } else {
        reason = "QUOTE_NOT_CLOSED";
      }
    }
    if (reason == null) {
      return new CsvEntry.CsvRecord(first.number(), record.build());
    }
    lines.pushBack(further);
    return new CsvEntry.MalformedLine(first.number(), reason);
  }

  /** Builds a record from its lines. */
  private static final class RecordBuilder {
    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private State state = State.FIELD_START;
    private int length;
    private int lineCount;

    private enum State {
      FIELD_START,
      UNQUOTED,
      QUOTED,
      AFTER_QUOTE
    }

    /** Returns whether a quoted field continues on the next line. */
    boolean insideQuotes() {
      return state == State.QUOTED;
    }

    /** Adds a line; returns the reason code if the record is malformed, else null. */
    @Nullable String add(Line line) {
      // Line ends count too: after an unclosed quote, empty lines are part of the field.
      length += line.text().length() + line.end().length();
      lineCount++;
      if (!line.complete() || length > LineReader.MAX_LINE_LENGTH || lineCount > MAX_RECORD_LINES) {
        return "RECORD_TOO_LONG";
      }
      for (int i = 0; i < line.text().length(); i++) {
        if (!add(line.text().charAt(i))) {
          return "TEXT_AFTER_QUOTE";
        }
      }
      if (insideQuotes()) {
        field.append(line.end());
      }
      return null;
    }

    private boolean add(char c) {
      switch (state) {
        case FIELD_START, UNQUOTED -> {
          if (c == ',') {
            endField();
          } else if (c == '"' && state == State.FIELD_START) {
            state = State.QUOTED;
          } else {
            field.append(c);
            state = State.UNQUOTED;
          }
        }
        case QUOTED -> {
          if (c == '"') {
            state = State.AFTER_QUOTE;
          } else {
            field.append(c);
          }
        }
        case AFTER_QUOTE -> {
          if (c == '"') {
            field.append(c);
            state = State.QUOTED;
          } else if (c == ',') {
            endField();
          } else {
            return false;
          }
        }
      }
      return true;
    }

    private void endField() {
      fields.add(field.toString());
      field.setLength(0);
      state = State.FIELD_START;
    }

    List<String> build() {
      endField();
      return List.copyOf(fields);
    }
  }
}
