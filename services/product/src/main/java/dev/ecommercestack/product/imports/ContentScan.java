package dev.ecommercestack.product.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A look at a list of products before it is taken: is it text in UTF-8, and how many rows does it
 * have? What they say is judged by the worker. Needs the memory of a buffer, however long the list.
 */
final class ContentScan {
  private static final int BUFFER = 16 * 1024;

  private final boolean csv;
  private int line = 1;
  private int records;
  private boolean blank = true;
  private boolean afterReturn;
  private Place place = Place.FIELD_BEGINS;

  /** Where in a CSV record the next character stands. */
  private enum Place {
    FIELD_BEGINS,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  private ContentScan(Format format) {
    csv = format == Format.CSV;
  }

  /**
   * What a look shows.
   *
   * @param rows how many there are, without the names of the columns
   * @param notUtf8 on which line something is not UTF-8; 0 for nowhere
   */
  record Finding(int rows, int notUtf8) {}

  /** Reads a list to its end. */
  static Finding of(Format format, InputStream in) throws IOException {
    ContentScan scan = new ContentScan(format);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer chars = CharBuffer.allocate(BUFFER);
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
        return new Finding(scan.rows(), scan.line);
      }
    } while (!end);
    scan.endRecord();
    return new Finding(scan.rows(), 0);
  }

  private int rows() {
    return csv ? Math.max(records - 1, 0) : records;
  }

  private void next(char c) {
    boolean lineFeedOfReturn = c == '\n' && afterReturn;
    afterReturn = c == '\r';
    if (c != '\n' && c != '\r') {
      blank &= Character.isWhitespace(c) || c == '\uFEFF';
      place = csv ? place(c) : Place.PLAIN;
    } else if (!lineFeedOfReturn) {
      line++;
      if (place != Place.QUOTED) {
        endRecord();
      }
    }
  }

  private void endRecord() {
    if (!blank) {
      records++;
    }
    blank = true;
    place = Place.FIELD_BEGINS;
  }

  private Place place(char c) {
    return switch (place) {
      case QUOTED -> c == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
      case AFTER_QUOTE -> c == '"' ? Place.QUOTED : plain(c);
      case FIELD_BEGINS -> c == '"' ? Place.QUOTED : plain(c);
      case PLAIN -> plain(c);
    };
  }

  private static Place plain(char c) {
    return c == ',' ? Place.FIELD_BEGINS : Place.PLAIN;
  }
}
