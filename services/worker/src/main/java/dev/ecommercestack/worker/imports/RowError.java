package dev.ecommercestack.worker.imports;

import org.jspecify.annotations.Nullable;

/**
 * A row that was refused.
 *
 * @param row 1 for the first
 * @param reason code
 * @param field which field is wrong, if it is one
 */
record RowError(int row, String reason, @Nullable String field) {}
