package dev.ecommercestack.worker.imports;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Reads records of RFC 4180, one at a time. Line ends may be LF; empty lines are skipped. */
final class CsvReader {
  private static final int END = -1;
  private static final int MAX_FIELD = 100_000;

  private final PushbackReader in;

  CsvReader(Reader in) {
    this.in = new PushbackReader(in);
  }

  /**
   * Returns the fields of the next record; empty at the end.
   *
   * @throws UnreadableContentException {@code NOT_CSV}
   */
  List<String> next() throws IOException {
    int c;
    do {
      c = in.read();
    } while (c == '\r' || c == '\n');
    if (c == END) {
      return List.of();
    }
    in.unread(c);
    List<String> fields = new ArrayList<>();
    int separator;
    do {
      StringBuilder field = new StringBuilder();
      separator = field(field);
      fields.add(field.toString());
    } while (separator == ',');
    return fields;
  }

  /** Reads a field; returns what ended it. */
  private int field(StringBuilder field) throws IOException {
    int c = in.read();
    if (c == '"') {
      quoted(field);
      c = in.read();
      if (c != ',' && c != '\r' && c != '\n' && c != END) {
        throw new UnreadableContentException("NOT_CSV");
      }
      return c;
    }
    while (c != ',' && c != '\r' && c != '\n' && c != END) {
      append(field, c);
      c = in.read();
    }
    return c;
  }

  private void quoted(StringBuilder field) throws IOException {
    while (true) {
      int c = in.read();
      if (c == END) {
        throw new UnreadableContentException("NOT_CSV");
      }
      if (c == '"') {
        int next = in.read();
        if (next != '"') {
          if (next != END) {
            in.unread(next);
          }
          return;
        }
      }
      append(field, c);
    }
  }

  private static void append(StringBuilder field, int c) {
    if (c == 0 || field.length() >= MAX_FIELD) {
      throw new UnreadableContentException("NOT_CSV");
    }
    field.append((char) c);
  }
}
