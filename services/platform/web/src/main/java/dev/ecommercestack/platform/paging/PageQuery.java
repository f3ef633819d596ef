package dev.ecommercestack.platform.paging;

import dev.ecommercestack.platform.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted: the query parameters {@code cursor} and {@code limit}. A
 * controller takes it as a plain parameter.
 *
 * @param cursor from the page before; absent for the first page
 * @param limit how many items, 1 to {@value #MAX_SIZE}; absent means {@value #DEFAULT_SIZE}
 */
public record PageQuery(@Nullable String cursor, @Nullable Integer limit) {
  /** Items of a page when nobody says how many. */
  public static final int DEFAULT_SIZE = 20;

  /** The longest page. */
  public static final int MAX_SIZE = 100;

  /**
   * Returns how many items are wanted.
   *
   * @throws ProblemException 400 {@code invalid_limit}
   */
  public int size() {
    if (limit != null && (limit < 1 || limit > MAX_SIZE)) {
      throw ProblemException.badRequest(
          "invalid_limit", "limit must be between 1 and %d.".formatted(MAX_SIZE));
    }
    return limit == null ? DEFAULT_SIZE : limit;
  }

  /**
   * Returns the place behind which the page begins.
   *
   * @param parts how many values the list is sorted by
   * @throws ProblemException 400 {@code invalid_cursor}
   */
  public Optional<Cursor> after(int parts) {
    return cursor == null || cursor.isBlank()
        ? Optional.empty()
        : Optional.of(Cursor.decode(cursor, parts));
  }
}
