package dev.ecommercestack.worker.imports;

import dev.ecommercestack.platform.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses the fields of a row: {@code sku}, {@code name}, {@code description}, {@code category},
 * {@code stock}, and the price with its {@code currency}. An absent field stays absent, a blank one
 * becomes empty; product validates both.
 */
final class ProductRowParser {
  /** The names of the columns that are used. */
  static final List<String> FIELDS =
      Stream.concat(
              Stream.of("sku", "name", "description", "currency", "category", "stock"),
              PriceParser.COLUMNS.stream())
          .toList();

  /** The longest field, in characters: product's limit. It also bounds the size of a request. */
  static final int MAX_FIELD_LENGTH = 5_000;

  private ProductRowParser() {}

  /** The result of parsing a row. */
  sealed interface ParsedRow {
    /** A row that can be sent to product. */
    record ValidRow(ProductRow row) implements ParsedRow {}

    /** A row that is refused. */
    record InvalidRow(RowError error) implements ParsedRow {}
  }

  /** Parses a row; {@code number} counts from 1, {@code fields} has the texts by column. */
  static ParsedRow parse(int number, Map<String, String> fields) {
    Optional<String> invalidField =
        FIELDS.stream().filter(name -> isInvalid(fields.getOrDefault(name, ""))).findFirst();
    if (invalidField.isPresent()) {
      return invalid(number, "INVALID", invalidField.get());
    }
    return switch (PriceParser.parse(fields)) {
      case PriceParser.ParsedPrice.InvalidPrice(String reason, String field) ->
          invalid(number, reason, field);
      case PriceParser.ParsedPrice.AbsentPrice() -> parse(number, fields, null);
      case PriceParser.ParsedPrice.ValidPrice(Money price) -> parse(number, fields, price);
    };
  }

  private static ParsedRow parse(int number, Map<String, String> fields, @Nullable Money price) {
    Optional<String> stock =
        Optional.ofNullable(field(fields, "stock")).filter(text -> !text.isEmpty());
    Optional<Long> units = stock.flatMap(ProductRowParser::parseLong);
    if (stock.isPresent() && units.isEmpty()) {
      return invalid(number, "STOCK_INVALID", "stock");
    }
    return new ParsedRow.ValidRow(
        new ProductRow(
            number,
            field(fields, "sku"),
            field(fields, "name"),
            field(fields, "description"),
            price,
            field(fields, "category"),
            units.orElse(null)));
  }

  private static boolean isInvalid(String text) {
    return text.indexOf('\0') >= 0 || text.strip().length() > MAX_FIELD_LENGTH;
  }

  private static ParsedRow invalid(int number, String reason, String field) {
    return new ParsedRow.InvalidRow(new RowError(number, null, reason, field));
  }

  private static @Nullable String field(Map<String, String> fields, String name) {
    String text = fields.get(name);
    return text == null ? null : text.strip();
  }

  private static Optional<Long> parseLong(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
