package dev.ecommercestack.product.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A first pass over an uploaded list: checks that it is UTF-8 and counts its rows. The worker
 * validates their content. The memory is one buffer, whatever the length of the list.
 */
final class ContentScan {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final boolean csv;
  private int line = 1;
  private int records;
  private boolean blank = true;
  private boolean afterReturn;
  private ParserState state = ParserState.FIELD_BEGINS;

  /** The state of the CSV parser before the next character. */
  private enum ParserState {
    FIELD_BEGINS,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  private ContentScan(ImportFormat format) {
    csv = format == ImportFormat.CSV;
  }

  /**
   * The result of a scan.
   *
   * @param rows the number of rows, without the header
   * @param invalidLine the first line that is not UTF-8, from 1; 0 if there is none
   */
  record ScanResult(int rows, int invalidLine) {}

  /** Reads a list to its end; stops at the first line that is not UTF-8. */
  static ScanResult of(ImportFormat format, InputStream in) throws IOException {
    ContentScan scan = new ContentScan(format);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
    CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES);
    boolean end;
    do {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      end = read < 0;
      bytes.position(bytes.position() + Math.max(read, 0)).flip();
      CoderResult result = decoder.decode(bytes, chars, end);
      chars.flip();
      while (chars.hasRemaining()) {
        scan.next(chars.get());
      }
      chars.clear();
      bytes.compact();
      if (result.isError()) {
        return new ScanResult(scan.rows(), scan.line);
      }
    } while (!end);
    scan.endRecord();
    return new ScanResult(scan.rows(), 0);
  }

  private int rows() {
    return csv ? Math.max(records - 1, 0) : records;
  }

  private void next(char c) {
    boolean lineFeedOfReturn = c == '\n' && afterReturn;
    afterReturn = c == '\r';
    if (c != '\n' && c != '\r') {
      blank &= Character.isWhitespace(c) || c == '\uFEFF';
      state = csv ? nextState(c) : ParserState.PLAIN;
    } else if (!lineFeedOfReturn) {
      line++;
      if (state != ParserState.QUOTED) {
        endRecord();
      }
    }
  }

  private void endRecord() {
    if (!blank) {
      records++;
    }
    blank = true;
    state = ParserState.FIELD_BEGINS;
  }

  private ParserState nextState(char c) {
    return switch (state) {
      case QUOTED -> c == '"' ? ParserState.AFTER_QUOTE : ParserState.QUOTED;
      case AFTER_QUOTE -> c == '"' ? ParserState.QUOTED : afterPlain(c);
      case FIELD_BEGINS -> c == '"' ? ParserState.QUOTED : afterPlain(c);
      case PLAIN -> afterPlain(c);
    };
  }

  private static ParserState afterPlain(char c) {
    return c == ',' ? ParserState.FIELD_BEGINS : ParserState.PLAIN;
  }
}
