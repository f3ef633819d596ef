package dev.ecommercestack.worker.imports;

import org.jspecify.annotations.Nullable;

/**
 * A refused row.
 *
 * @param row the number of the row, from 1
 * @param line the line of the content on which the row begins, from 1; null if not yet known
 * @param reason the reason code
 * @param field the invalid field; null if the reason concerns the whole row
 */
record RowError(int row, @Nullable Integer line, String reason, @Nullable String field) {}
