package dev.ecommercestack.product.imports;

import org.jspecify.annotations.Nullable;

/**
 * A refused row.
 *
 * @param row the number of the row, from 1
 * @param line the line of the list on which the row begins, from 1; null if it is not known
 * @param reason the reason code
 * @param field the invalid field; null if the reason concerns the whole row
 */
record RefusedRow(int row, @Nullable Integer line, String reason, @Nullable String field) {}
