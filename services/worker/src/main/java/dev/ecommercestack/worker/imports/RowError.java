package dev.ecommercestack.worker.imports;

import org.jspecify.annotations.Nullable;

/**
 * A row that was refused.
 *
 * @param row 1 for the first
 * @param line of the content on which it begins, 1 for the first; null while nobody has looked
 * @param reason code
 * @param field which field is wrong, if it is one
 */
record RowError(int row, @Nullable Integer line, String reason, @Nullable String field) {}
