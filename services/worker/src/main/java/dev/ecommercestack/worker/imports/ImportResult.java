package dev.ecommercestack.worker.imports;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code catalog-import-result}.
 *
 * @param jobId the id of the job
 * @param importId the id of the import
 * @param outcome whether all rows were read
 * @param accepted the number of rows that are in the catalogue
 * @param refused the number of rows that were refused
 * @param errors the first refused rows
 * @param reason the code of the reason why the import failed; null unless it did
 */
record ImportResult(
    UUID jobId,
    UUID importId,
    ImportOutcome outcome,
    int accepted,
    int refused,
    List<RowError> errors,
    @Nullable String reason) {

  /** Whether an import was completed. */
  enum ImportOutcome {
    DONE,
    FAILED
  }
}
