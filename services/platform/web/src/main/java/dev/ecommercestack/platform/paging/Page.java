package dev.ecommercestack.platform.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items the items in the order of the list
 * @param nextCursor the cursor of the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Returns a page of the rows that were read.
   *
   * @param rows at most {@code query.size() + 1} rows: the additional one tells that there is a
   *     next page
   * @param query the page that the client asked for
   * @param cursor returns the position after a row
   */
  public static <T> Page<T> of(List<T> rows, PageQuery query, Function<T, Cursor> cursor) {
    if (rows.size() <= query.size()) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, query.size());
    return new Page<>(items, cursor.apply(items.getLast()).encode());
  }

  /** Returns the same page of converted items. */
  public <R> Page<R> map(Function<? super T, ? extends R> converter) {
    return new Page<>(items.stream().<R>map(converter).toList(), nextCursor);
  }
}
