package dev.ecommercestack.worker.imports;

import dev.ecommercestack.worker.imports.Lines.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of RFC 4180, one at a time; blank lines are skipped. A line that begins no record
 * is told, and the next line is taken for the beginning of another one: a quote that somebody
 * forgot costs its own line and not the rest of the file.
 */
final class CsvReader {
  /** How many lines a record may have. */
  static final int MOST_LINES = 1000;

  private final Lines lines;

  CsvReader(Lines lines) {
    this.lines = lines;
  }

  /** A record, or a line that is none. */
  sealed interface Entry {
    /** Returns the line on which it begins. */
    int line();

    /** A record. */
    record Fields(int line, List<String> values) implements Entry {}

    /** Something else. */
    record Broken(int line, String reason) implements Entry {}
  }

  /** Returns what comes next; empty at the end. */
  Optional<Entry> next() throws IOException {
    Optional<Line> first = lines.next();
    while (first.isPresent() && first.get().text().isBlank()) {
      first = lines.next();
    }
    return first.isPresent() ? Optional.of(entry(first.get())) : Optional.empty();
  }

  private Entry entry(Line first) throws IOException {
    Record record = new Record();
    List<Line> further = new ArrayList<>();
    String reason = record.add(first);
    while (reason == null && record.quoted()) {
      Optional<Line> next = lines.next();
      if (next.isPresent()) {
        further.add(next.get());
        reason = record.add(next.get());
      } else {
        reason = "QUOTE_NOT_CLOSED";
      }
    }
    if (reason == null) {
      return new Entry.Fields(first.number(), record.end());
    }
    lines.putBack(further);
    return new Entry.Broken(first.number(), reason);
  }

  /** A record in the making. */
  private static final class Record {
    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private State state = State.BEGIN;
    private int length;
    private int lineCount;

    private enum State {
      BEGIN,
      PLAIN,
      QUOTED,
      CLOSED
    }

    /** Returns whether a quoted field goes on in the next line. */
    boolean quoted() {
      return state == State.QUOTED;
    }

    /** Adds a line; returns what is wrong with it, if something is. */
    @Nullable String add(Line line) {
      // Ends count too: empty lines behind a quote that is never closed are kept as well.
      length += line.text().length() + line.end().length();
      lineCount++;
      if (!line.complete() || length > Lines.LONGEST || lineCount > MOST_LINES) {
        return "RECORD_TOO_LONG";
      }
      for (int i = 0; i < line.text().length(); i++) {
        if (!add(line.text().charAt(i))) {
          return "TEXT_AFTER_QUOTE";
        }
      }
      if (quoted()) {
        field.append(line.end());
      }
      return null;
    }

    private boolean add(char c) {
      switch (state) {
        case BEGIN, PLAIN -> {
          if (c == ',') {
            endField();
          } else if (c == '"' && state == State.BEGIN) {
            state = State.QUOTED;
          } else {
            field.append(c);
            state = State.PLAIN;
          }
        }
        case QUOTED -> {
          if (c == '"') {
            state = State.CLOSED;
          } else {
            field.append(c);
          }
        }
        case CLOSED -> {
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
      state = State.BEGIN;
    }

    List<String> end() {
      endField();
      return List.copyOf(fields);
    }
  }
}
