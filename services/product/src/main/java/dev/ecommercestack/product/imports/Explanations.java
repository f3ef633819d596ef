package dev.ecommercestack.product.imports;

import dev.ecommercestack.product.validation.Price;
import dev.ecommercestack.product.validation.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what the codes of imports mean. A code from a later version has none. */
final class Explanations {
  private static final Map<String, String> INVALID =
      Map.of(
          "sku", "sku " + Text.SKU_MESSAGE + ".",
          "name", "name must be one line of 1 to 200 characters.",
          "description",
              "description must have at most 5000 characters, none of them a control character.",
          "price", "price must be from 0 to " + Price.MAX + " minor units.",
          "currency", "currency must be a code of ISO 4217, for example KRW.",
          "category", "category must be one line of at most 100 characters.",
          "stock", "stock must be from 0 to 1000000000.");

  private static final Map<String, String> ROW =
      Map.ofEntries(
          Map.entry(
              "CATEGORY_NOT_FOUND",
              "There is no category of that name. Make it first, or leave category empty."),
          Map.entry(
              "PRODUCT_WITHDRAWN",
              "The product with this SKU is withdrawn for ever. Take another SKU."),
          Map.entry(
              "PRICE_MISSING", "price is missing: write it in minor units, for example 24000."),
          Map.entry(
              "PRICE_INVALID",
              "price must be a whole number of minor units, without commas and points."),
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
              "The first line must name the columns, separated by commas, at least sku, name, price and currency.",
          "TOO_MANY_BROKEN_ROWS",
              "More than 1000 rows are none, so the rest was not read. Correct what the first ones have, and send the list again; rows that were taken stay.",
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
