package dev.ecommercestack.product.imports;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rows of a request, now or when they were sent before.
 *
 * @param jobId of which import
 * @param accepted how many are in the catalogue
 * @param refused how many are not
 * @param errors why
 */
record ImportResponse(UUID jobId, int accepted, int refused, List<RowError> errors) {

  /**
   * A row that is not in the catalogue.
   *
   * @param row its number
   * @param reason code
   * @param field which field is wrong, if it is one
   */
  record RowError(int row, String reason, @Nullable String field) {}
}
