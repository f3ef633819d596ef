package dev.ecommercestack.worker.imports;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code catalog-import-result}.
 *
 * @param errors the first refused rows
 * @param reason why it failed as a whole
 */
record ImportResult(
    UUID jobId,
    UUID importId,
    Outcome outcome,
    int accepted,
    int refused,
    List<RowError> errors,
    @Nullable String reason) {

  /** What became of it. */
  enum Outcome {
    DONE,
    FAILED
  }
}
