package dev.ecommercestack.worker.imports;

import dev.ecommercestack.common.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a row's fields: {@code sku}, {@code name}, {@code description}, {@code price} in minor
 * units, {@code currency}, {@code category}, {@code stock}. What is absent or blank is left to
 * product to judge.
 */
final class RowReader {
  private static final List<String> FIELDS =
      List.of("sku", "name", "description", "price", "currency", "category", "stock");

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
    Optional<String> price = field(fields, "price");
    if (price.isEmpty()) {
      return bad(number, "PRICE_MISSING", "price");
    }
    Optional<String> currency = field(fields, "currency");
    if (currency.isEmpty()) {
      return bad(number, "CURRENCY_MISSING", "currency");
    }
    Optional<Long> amount = whole(price.get());
    if (amount.isEmpty()) {
      return bad(number, "PRICE_INVALID", "price");
    }
    Optional<Money> money = money(amount.get(), currency.get());
    if (money.isEmpty()) {
      return bad(number, "CURRENCY_INVALID", "currency");
    }
    Optional<String> stock = field(fields, "stock");
    Optional<Long> pieces = stock.flatMap(RowReader::whole);
    if (stock.isPresent() && pieces.isEmpty()) {
      return bad(number, "STOCK_INVALID", "stock");
    }
    return new Read.Good(
        new ProductRow(
            number,
            field(fields, "sku").orElse(null),
            field(fields, "name").orElse(null),
            field(fields, "description").orElse(null),
            money.get(),
            field(fields, "category").orElse(null),
            pieces.orElse(null)));
  }

  private static boolean isUnfit(String text) {
    return text.indexOf('\0') >= 0 || text.strip().length() > LONGEST_FIELD;
  }

  private static Read bad(int number, String reason, String field) {
    return new Read.Bad(new RowError(number, null, reason, field));
  }

  private static Optional<String> field(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static Optional<Long> whole(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Money> money(long amount, String currency) {
    try {
      return Optional.of(Money.of(amount, currency));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
