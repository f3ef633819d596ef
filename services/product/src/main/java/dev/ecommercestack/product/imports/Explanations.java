package dev.ecommercestack.product.imports;

import dev.ecommercestack.product.validation.Price;
import dev.ecommercestack.product.validation.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what the codes of imports mean. A code from a later version has none. */
final class Explanations {
  private static final Map<String, String> INVALID =
      Map.of(
          "sku", "sku must be one line of 1 to " + Text.LONGEST_SKU + " characters.",
          "name", "name must be one line of 1 to 200 characters.",
          "description",
              "description must have at most 5000 characters, none of them a control character.",
          "price", "price must be from 0 to " + Price.MAX + " minor units.",
          "currency", "currency must be a code of ISO 4217, for example KRW.",
          "category", "category must be one line of at most 100 characters.",
          "stock", "stock must be from 0 to 1000000000.");

  private static final String PRICE_UNITS =
      "price_major is in the unit of the currency with at most its decimals (12.50 for USD, 24000 for KRW),"
          + " price_minor is a whole number of minor units (1250 for USD, 24000 for KRW);"
          + " digits and a decimal point only.";

  private static final String PRICE_UNIT_MISSING =
      "A column price without unit is for currencies without decimals only. Name it price_major if"
          + " 12.50 dollars are written 12.50, or price_minor if they are written 1250.";

  private static final Map<String, String> ROW =
      Map.ofEntries(
          Map.entry(
              "CATEGORY_NOT_FOUND",
              "There is no category of that name. Make it first, or leave category empty."),
          Map.entry(
              "PRODUCT_WITHDRAWN",
              "The product with this SKU is withdrawn for ever. Take another SKU."),
          Map.entry(
              "NAME_MISSING", "There is no product with this SKU yet, and a new one needs a name."),
          Map.entry("PRICE_MISSING", "A price is missing. A new product needs one; " + PRICE_UNITS),
          Map.entry("PRICE_INVALID", "This is no price in the unit of its column: " + PRICE_UNITS),
          Map.entry("PRICE_UNIT_MISSING", PRICE_UNIT_MISSING),
          Map.entry(
              "CURRENCY_MISSING",
              "currency is missing: write a code of ISO 4217, for example KRW."),
          Map.entry("CURRENCY_INVALID", "currency must be a code of ISO 4217, for example KRW."),
          Map.entry("STOCK_INVALID", "stock must be a whole number."),
          Map.entry(
              "TOO_MANY_FIELDS",
              "There are more fields than columns. Put a field with a comma in double quotes."),
          Map.entry(
              "TEXT_AFTER_QUOTE",
              "There is text behind a closing double quote. Write a quote inside a field twice."),
          Map.entry("QUOTE_NOT_CLOSED", "A field begins with a double quote that is never closed."),
          Map.entry(
              "RECORD_TOO_LONG",
              "The row is longer than 100000 characters or 1000 lines, or a double quote is not closed."),
          Map.entry("NOT_JSON", "The line is not a JSON object."));

  private static final Map<String, String> WHOLE =
      Map.of(
          "NO_HEADER",
              "The first line must name the columns, separated by commas: sku, and at least one of name, description, price_major or price_minor together with currency, category, stock.",
          "COLUMN_TWICE", "The first line names a column twice. Leave one of them out.",
          "TWO_PRICE_COLUMNS",
              "The first line names two columns of prices. Keep price_major or price_minor.",
          "PRICE_INVALID",
              "Nothing was taken, because prices do not fit the unit of their column. Correct the lines below and send the list again.",
          "PRICE_UNIT_MISSING", "Nothing was taken. " + PRICE_UNIT_MISSING,
          "TOO_MANY_BROKEN_ROWS",
              "More than 1000 rows are none, so nothing was taken. Correct what the first ones have, and send the list again.",
          "NOT_UTF8", "The list is not UTF-8. Save it as UTF-8 and send it again.",
          "IMPORT_NOT_FOUND",
              "The list was not there any more when the worker came for it. Send it again.",
          "EXPIRED",
              "The worker has not answered for too long. Send the list again; rows that were taken stay.");

  private Explanations() {}

  /** Returns why a row was refused. */
  static @Nullable String row(String reason, @Nullable String field) {
    return reason.equals("INVALID") && field != null
        ? INVALID.get(field.replaceAll("\\..*", ""))
        : ROW.get(reason);
  }

  /** Returns why an import failed. */
  static @Nullable String whole(String reason) {
    return WHOLE.get(reason);
  }
}
