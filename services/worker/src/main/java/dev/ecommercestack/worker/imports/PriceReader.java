package dev.ecommercestack.worker.imports;

import dev.ecommercestack.platform.money.MinorUnits;
import dev.ecommercestack.platform.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the price of a row. The name of its column declares the unit: {@code price_major} is in the
 * unit of the currency, with at most the decimals that ISO 4217 gives it, {@code price_minor} a
 * whole number of minor units. {@code price} declares none and is read only in currencies in which
 * both are the same.
 */
final class PriceReader {
  /** The names that the column of prices may have; a list has one of them. */
  static final List<String> COLUMNS = List.of("price_major", "price_minor", "price");

  /** Why a price cannot be read in its unit: then all prices of the list are in doubt. */
  static final Set<String> UNIT_IN_DOUBT = Set.of("PRICE_INVALID", "PRICE_UNIT_MISSING");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

  private PriceReader() {}

  /** A price, or why it is none. */
  sealed interface Read {
    /** A price. */
    record Good(Money price) implements Read {}

    /** The row has neither price nor currency. */
    record Absent() implements Read {}

    /** Something else. */
    record Bad(String reason, String field) implements Read {}
  }

  /** Returns the price of a row, given by column. */
  static Read read(Map<String, String> fields) {
    String column = COLUMNS.stream().filter(fields::containsKey).findFirst().orElse("price");
    if (!fields.containsKey(column) && !fields.containsKey("currency")) {
      return new Read.Absent();
    }
    String price = fields.getOrDefault(column, "").strip();
    if (price.isEmpty()) {
      return new Read.Bad("PRICE_MISSING", column);
    }
    String code = fields.getOrDefault("currency", "").strip();
    if (code.isEmpty()) {
      return new Read.Bad("CURRENCY_MISSING", "currency");
    }
    Optional<Currency> currency = currency(code);
    if (currency.isEmpty()) {
      return new Read.Bad("CURRENCY_INVALID", "currency");
    }
    return read(column, price, currency.get());
  }

  private static Read read(String column, String price, Currency currency) {
    int decimals = MinorUnits.decimals(currency);
    if (column.equals("price") && decimals > 0) {
      return new Read.Bad("PRICE_UNIT_MISSING", column);
    }
    boolean minor = column.equals("price_minor");
    if (!NUMBER.matcher(price).matches() || (minor && price.contains("."))) {
      return new Read.Bad("PRICE_INVALID", column);
    }
    try {
      long amount = new BigDecimal(price).movePointRight(minor ? 0 : decimals).longValueExact();
      return new Read.Good(new Money(amount, currency));
    } catch (ArithmeticException e) {
      return new Read.Bad("PRICE_INVALID", column);
    }
  }

  private static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
