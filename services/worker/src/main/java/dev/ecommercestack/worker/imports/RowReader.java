package dev.ecommercestack.worker.imports;

import dev.ecommercestack.platform.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row's fields: {@code sku}, {@code name}, {@code description}, {@code category}, {@code
 * stock}, and the price with its {@code currency}. A field that is absent stays absent, a blank one
 * is sent empty; product judges both.
 */
final class RowReader {
  /** The names of the columns that are read. */
  static final List<String> FIELDS =
      Stream.concat(
              Stream.of("sku", "name", "description", "currency", "category", "stock"),
              PriceReader.COLUMNS.stream())
          .toList();

  /** In characters. Product takes no longer ones; sent anyway, a chunk could fill the memory. */
  static final int LONGEST_FIELD = 5_000;

  private RowReader() {}

  /** A row, or why it is none. */
  sealed interface Read {
    /** It can be sent. */
    record Good(ProductRow row) implements Read {}

    /** It cannot. */
    record Bad(RowError error) implements Read {}
  }

  /** Returns the row with that number. */
  static Read read(int number, Map<String, String> fields) {
    Optional<String> unfit =
        FIELDS.stream().filter(name -> isUnfit(fields.getOrDefault(name, ""))).findFirst();
    if (unfit.isPresent()) {
      return bad(number, "INVALID", unfit.get());
    }
    return switch (PriceReader.read(fields)) {
      case PriceReader.Read.Bad(String reason, String field) -> bad(number, reason, field);
      case PriceReader.Read.Absent() -> read(number, fields, null);
      case PriceReader.Read.Good(Money price) -> read(number, fields, price);
    };
  }

  private static Read read(int number, Map<String, String> fields, @Nullable Money price) {
    Optional<String> stock =
        Optional.ofNullable(field(fields, "stock")).filter(text -> !text.isEmpty());
    Optional<Long> pieces = stock.flatMap(RowReader::whole);
    if (stock.isPresent() && pieces.isEmpty()) {
      return bad(number, "STOCK_INVALID", "stock");
    }
    return new Read.Good(
        new ProductRow(
            number,
            field(fields, "sku"),
            field(fields, "name"),
            field(fields, "description"),
            price,
            field(fields, "category"),
            pieces.orElse(null)));
  }

  private static boolean isUnfit(String text) {
    return text.indexOf('\0') >= 0 || text.strip().length() > LONGEST_FIELD;
  }

  private static Read bad(int number, String reason, String field) {
    return new Read.Bad(new RowError(number, null, reason, field));
  }

  private static @Nullable String field(Map<String, String> fields, String name) {
    String text = fields.get(name);
    return text == null ? null : text.strip();
  }

  private static Optional<Long> whole(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
