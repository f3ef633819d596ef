package dev.ecommercestack.product.imports;

import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param reason why it was refused; null if it was not
 * @param field which field was wrong, if it was one
 */
record RowOutcome(@Nullable String reason, @Nullable String field) {
  static final RowOutcome ACCEPTED = new RowOutcome(null, null);
}
