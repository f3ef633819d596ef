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
 * Parses the price of a row. The name of its column declares the unit: {@code price_major} is in
 * the unit of the currency, with at most the decimals of ISO 4217; {@code price_minor} is a whole
 * number of minor units. {@code price} declares no unit and is accepted only in currencies without
 * decimals.
 */
final class PriceParser {
  /** The names of price columns; a list has one of them. */
  static final List<String> COLUMNS = List.of("price_major", "price_minor", "price");

  /** The reason codes of prices that do not fit their unit; they put all prices in doubt. */
  static final Set<String> UNIT_ERRORS = Set.of("PRICE_INVALID", "PRICE_UNIT_MISSING");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

  private PriceParser() {}

  /** The result of parsing the price of a row. */
  sealed interface ParsedPrice {
    /** A valid price. */
    record ValidPrice(Money price) implements ParsedPrice {}

    /** The row has neither price nor currency. */
    record AbsentPrice() implements ParsedPrice {}

    /** An invalid price; {@code reason} is the reason code, {@code field} the invalid column. */
    record InvalidPrice(String reason, String field) implements ParsedPrice {}
  }

  /** Parses the price of a row; {@code fields} has the texts by column. */
  static ParsedPrice parse(Map<String, String> fields) {
    String column = COLUMNS.stream().filter(fields::containsKey).findFirst().orElse("price");
    if (!fields.containsKey(column) && !fields.containsKey("currency")) {
      return new ParsedPrice.AbsentPrice();
    }
    String price = fields.getOrDefault(column, "").strip();
    if (price.isEmpty()) {
      return new ParsedPrice.InvalidPrice("PRICE_MISSING", column);
    }
    String code = fields.getOrDefault("currency", "").strip();
    if (code.isEmpty()) {
      return new ParsedPrice.InvalidPrice("CURRENCY_MISSING", "currency");
    }
    Optional<Currency> currency = currency(code);
    if (currency.isEmpty()) {
      return new ParsedPrice.InvalidPrice("CURRENCY_INVALID", "currency");
    }
    return parse(column, price, currency.get());
  }

  private static ParsedPrice parse(String column, String price, Currency currency) {
    int decimals = MinorUnits.decimals(currency);
    if (column.equals("price") && decimals > 0) {
      return new ParsedPrice.InvalidPrice("PRICE_UNIT_MISSING", column);
    }
    boolean minor = column.equals("price_minor");
    if (!NUMBER.matcher(price).matches() || (minor && price.contains("."))) {
      return new ParsedPrice.InvalidPrice("PRICE_INVALID", column);
    }
    try {
      long amount = new BigDecimal(price).movePointRight(minor ? 0 : decimals).longValueExact();
      return new ParsedPrice.ValidPrice(new Money(amount, currency));
    } catch (ArithmeticException e) {
      return new ParsedPrice.InvalidPrice("PRICE_INVALID", column);
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
