package dev.ecommercestack.worker.imports;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The lines of a text, one at a time. They end by LF, CRLF or CR; a byte order mark is skipped. */
final class Lines {
  /** How many characters of a line are kept. */
  static final int LONGEST = 100_000;

  private static final int END = -1;
  private static final int NOTHING = -2;
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final Reader in;
  private final Deque<Line> putBack = new ArrayDeque<>();
  private int number;
  private int ahead = NOTHING;

  Lines(Reader in) {
    this.in = in;
  }

  /**
   * A line.
   *
   * @param number 1 for the first
   * @param text without its end
   * @param end what ended it; empty at the end of the text
   * @param complete whether it was not cut
   */
  record Line(int number, String text, String end, boolean complete) {}

  /** Returns the next line; empty at the end. */
  Optional<Line> next() throws IOException {
    Line again = putBack.poll();
    if (again != null) {
      return Optional.of(again);
    }
    int c = read();
    if (number == 0 && c == BYTE_ORDER_MARK) {
      c = read();
    }
    if (c == END) {
      return Optional.empty();
    }
    number++;
    StringBuilder text = new StringBuilder();
    boolean complete = true;
    while (c != END && c != '\n' && c != '\r') {
      if (text.length() < LONGEST) {
        text.append((char) c);
      } else {
        complete = false;
      }
      c = read();
    }
    return Optional.of(new Line(number, text.toString(), end(c), complete));
  }

  /** Lets lines come once more, in that order. */
  void putBack(List<Line> lines) {
    lines.reversed().forEach(putBack::push);
  }

  private String end(int c) throws IOException {
    if (c == END) {
      return "";
    }
    if (c == '\n') {
      return "\n";
    }
    int next = read();
    if (next == '\n') {
      return "\r\n";
    }
    ahead = next;
    return "\r";
  }

  private int read() throws IOException {
    if (ahead == NOTHING) {
      return in.read();
    }
    int c = ahead;
    // What has ended stays ended.
    ahead = c == END ? END : NOTHING;
    return c;
  }
}
