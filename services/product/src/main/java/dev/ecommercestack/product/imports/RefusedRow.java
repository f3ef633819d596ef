package dev.ecommercestack.product.imports;

import org.jspecify.annotations.Nullable;

/**
 * A row of a list that is not in the catalogue.
 *
 * @param row 1 for the first
 * @param line of the list on which it begins, 1 for the first
 * @param reason code
 * @param field which field is wrong, if it is one
 */
record RefusedRow(int row, @Nullable Integer line, String reason, @Nullable String field) {}
