package dev.ecommercestack.platform.paging;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page that a client asks for: the query parameters {@code cursor} and {@code limit}. A
 * controller takes it as a plain parameter.
 *
 * @param cursor the {@code nextCursor} of the page before; null for the first page
 * @param limit the number of items, 1 to 100; null means 20
 */
public record PageQuery(
    @Nullable String cursor,
    @Schema(minimum = "1", maximum = "100", defaultValue = "20") @Nullable Integer limit) {
  /** The number of items of a page without {@code limit}. */
  public static final int DEFAULT_SIZE = 20;

  /** The largest number of items of a page. */
  public static final int MAX_SIZE = 100;

  /**
   * Returns the number of items.
   *
   * @throws ProblemException 400 {@code invalid_limit}
   */
  public int size() {
    if (limit != null && (limit < 1 || limit > MAX_SIZE)) {
      throw new ProblemException(
          ProblemCode.INVALID_LIMIT, "limit must be between 1 and %d.".formatted(MAX_SIZE));
    }
    return limit == null ? DEFAULT_SIZE : limit;
  }

  /**
   * Returns the position after which the page begins; empty for the first page.
   *
   * @param parts the number of columns by which the list is sorted
   * @throws ProblemException 400 {@code invalid_cursor}
   */
  public Optional<Cursor> after(int parts) {
    return cursor == null || cursor.isBlank()
        ? Optional.empty()
        : Optional.of(Cursor.decode(cursor, parts));
  }
}
