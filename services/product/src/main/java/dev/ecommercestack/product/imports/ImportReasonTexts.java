package dev.ecommercestack.product.imports;

import dev.ecommercestack.product.validation.Price;
import dev.ecommercestack.product.validation.TextRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explains the reason codes of imports in sentences. A code of a later version has no text. */
final class ImportReasonTexts {
  private static final Map<String, String> INVALID_FIELDS =
      Map.of(
          "sku", "sku must be one line of 1 to " + TextRules.MAX_SKU_LENGTH + " characters.",
          "name", "name must be one line of 1 to 200 characters.",
          "description",
              "description must have at most 5000 characters, none of them a control character.",
          "price", "price must be from 0 to " + Price.MAX_MINOR_UNITS + " minor units.",
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

  private static final Map<String, String> REFUSED_ROWS =
      Map.ofEntries(
          Map.entry(
              "CATEGORY_NOT_FOUND",
              "There is no category of that name. Create it first, or leave category empty."),
          Map.entry(
              "PRODUCT_WITHDRAWN", "The product with this SKU is withdrawn. Use another SKU."),
          Map.entry(
              "NAME_MISSING", "There is no product with this SKU yet, and a new one needs a name."),
          Map.entry("PRICE_MISSING", "A price is missing. A new product needs one; " + PRICE_UNITS),
          Map.entry(
              "PRICE_INVALID", "The price does not fit the unit of its column: " + PRICE_UNITS),
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
              "There is text after a closing double quote. Write a double quote inside a field twice."),
          Map.entry("QUOTE_NOT_CLOSED", "A field begins with a double quote that is never closed."),
          Map.entry(
              "RECORD_TOO_LONG",
              "The row is longer than 100000 characters or 1000 lines, or a double quote is not closed."),
          Map.entry("NOT_JSON", "The line is not a JSON object."));

  private static final Map<String, String> FAILED_IMPORTS =
      Map.of(
          "NO_HEADER",
              "The first line must name the columns, separated by commas: sku, and at least one of name, description, price_major or price_minor together with currency, category, stock.",
          "COLUMN_TWICE", "The first line names a column twice. Leave one of them out.",
          "TWO_PRICE_COLUMNS",
              "The first line names two columns of prices. Keep price_major or price_minor.",
          "PRICE_INVALID",
              "No row was imported, because prices do not fit the unit of their column. Correct the lines below and send the list again.",
          "PRICE_UNIT_MISSING", "No row was imported. " + PRICE_UNIT_MISSING,
          "TOO_MANY_BROKEN_ROWS",
              "More than 1000 rows could not be read, so no row was imported. Correct the errors below and send the list again.",
          "NOT_UTF8", "The list is not UTF-8. Save it as UTF-8 and send it again.",
          "IMPORT_NOT_FOUND",
              "The list had been deleted when the worker fetched it. Send it again.",
          "EXPIRED",
              "The worker did not answer in time. Send the list again; rows that were imported stay.");

  private ImportReasonTexts() {}

  /**
   * Returns the explanation of a refused row.
   *
   * @param reason the reason code
   * @param field the invalid field; null if the reason concerns the whole row
   * @return the explanation; null if the code is unknown
   */
  static @Nullable String ofRow(String reason, @Nullable String field) {
    return reason.equals("INVALID") && field != null
        ? INVALID_FIELDS.get(field.replaceAll("\\..*", ""))
        : REFUSED_ROWS.get(reason);
  }

  /** Returns the explanation of a failed import; null if the code is unknown. */
  static @Nullable String ofImport(String reason) {
    return FAILED_IMPORTS.get(reason);
  }
}
