package dev.ecommercestack.product.imports;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of the rows of a request, decided now or when they were first sent.
 *
 * @param jobId the id of the import job
 * @param accepted the number of rows that are in the catalogue
 * @param refused the number of rows that were refused
 * @param errors the refused rows
 */
record ImportRowsResponse(UUID jobId, int accepted, int refused, List<RowError> errors) {

  /**
   * A refused row.
   *
   * @param row the number of the row, from 1
   * @param reason the reason code
   * @param field the invalid field; null if the reason concerns the whole row
   */
  record RowError(int row, String reason, @Nullable String field) {}
}
