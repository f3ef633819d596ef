package dev.ecommercestack.worker.imports;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads lines, one at a time. They end with LF, CRLF or CR; a byte order mark is skipped. */
final class LineReader {
  /** The number of characters of a line after which the rest is dropped. */
  static final int MAX_LINE_LENGTH = 100_000;

  private static final int END_OF_TEXT = -1;
  private static final int NONE = -2;
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final Reader in;
  private final Deque<Line> pushedBack = new ArrayDeque<>();
  private int number;
  private int lookahead = NONE;

  LineReader(Reader in) {
    this.in = in;
  }

  /**
   * A line.
   *
   * @param number the number of the line, from 1
   * @param text the text without the line end
   * @param end the line end; empty at the end of the text
   * @param complete whether nothing was dropped
   */
  record Line(int number, String text, String end, boolean complete) {}

  /** Returns the next line; empty at the end. */
  Optional<Line> next() throws IOException {
    Line again = pushedBack.poll();
    if (again != null) {
      return Optional.of(again);
    }
    int c = read();
    if (number == 0 && c == BYTE_ORDER_MARK) {
      c = read();
    }
    if (c == END_OF_TEXT) {
      return Optional.empty();
    }
    number++;
    StringBuilder text = new StringBuilder();
    boolean complete = true;
    while (c != END_OF_TEXT && c != '\n' && c != '\r') {
      if (text.length() < MAX_LINE_LENGTH) {
        text.append((char) c);
      } else {
        complete = false;
      }
      c = read();
    }
    return Optional.of(new Line(number, text.toString(), end(c), complete));
  }

  /** Makes {@link #next} return lines again, in that order. */
  void pushBack(List<Line> lines) {
    lines.reversed().forEach(pushedBack::push);
  }

  private String end(int c) throws IOException {
    if (c == END_OF_TEXT) {
      return "";
    }
    if (c == '\n') {
      return "\n";
    }
    int next = read();
    if (next == '\n') {
      return "\r\n";
    }
    lookahead = next;
    return "\r";
  }

  private int read() throws IOException {
    if (lookahead == NONE) {
      return in.read();
    }
    int c = lookahead;
    // The end of the text is returned again.
    lookahead = c == END_OF_TEXT ? END_OF_TEXT : NONE;
    return c;
  }
}
