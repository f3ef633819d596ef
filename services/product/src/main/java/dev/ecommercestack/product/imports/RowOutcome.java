package dev.ecommercestack.product.imports;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a row.
 *
 * @param reason the code of the reason why the row was refused; null if it was accepted
 * @param field the invalid field; null if the row was accepted or the reason concerns all of it
 */
record RowOutcome(@Nullable String reason, @Nullable String field) {
  static final RowOutcome ACCEPTED = new RowOutcome(null, null);
}
