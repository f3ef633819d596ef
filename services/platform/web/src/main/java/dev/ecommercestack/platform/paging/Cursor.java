package dev.ecommercestack.platform.paging;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The position after the last item of a page: the values of the columns by which the list is
 * sorted, of which the last is unique. Opaque to clients.
 *
 * @param parts the values as text; none may be empty or contain a line break
 */
public record Cursor(List<String> parts) {
  private static final String SEPARATOR = "\n";

  /** Copies the parts. */
  public Cursor {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.stream().anyMatch(p -> p.isEmpty() || p.contains(SEPARATOR))) {
      throw new IllegalArgumentException("A cursor needs parts of one non-empty line each");
    }
  }

  /** Returns a cursor of the text forms of the given values. */
  public static Cursor of(Object... parts) {
    return new Cursor(List.of(parts).stream().map(Object::toString).toList());
  }

  /**
   * Reads the text that {@link #encode()} wrote.
   *
   * @param text the text that a client sent
   * @param expectedParts the number of columns by which the list is sorted
   * @throws ProblemException 400 {@code invalid_cursor}
   */
  public static Cursor decode(String text, int expectedParts) {
    try {
      String joined = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      Cursor cursor = new Cursor(List.of(joined.split(SEPARATOR, -1)));
      if (cursor.parts.size() != expectedParts) {
        throw invalid();
      }
      return cursor;
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** Returns the text that clients send back. */
  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns a part as text.
   *
   * @throws IndexOutOfBoundsException if there is no such part
   */
  public String text(int index) {
    return parts.get(index);
  }

  /**
   * Returns a part as an identifier.
   *
   * @throws ProblemException 400 {@code invalid_cursor}
   */
  public UUID uuid(int index) {
    return part(index, UUID::fromString);
  }

  /**
   * Returns a part as a number.
   *
   * @throws ProblemException 400 {@code invalid_cursor}
   */
  public long number(int index) {
    return part(index, Long::parseLong);
  }

  /**
   * Returns a part as a point in time.
   *
   * @throws ProblemException 400 {@code invalid_cursor}
   */
  public Instant instant(int index) {
    return part(index, Instant::parse);
  }

  private <T> T part(int index, Function<String, T> parser) {
    try {
      return parser.apply(parts.get(index));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw invalid();
    }
  }

  private static ProblemException invalid() {
    return new ProblemException(
        ProblemCode.INVALID_CURSOR,
        "The cursor is not one of this list. Start again without a cursor.");
  }
}
