package dev.ecommercestack.product.imports;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code catalog-import-result}.
 *
 * @param errors the first refused rows
 * @param reason why it failed as a whole
 */
record CatalogImportResult(
    UUID importId,
    Outcome outcome,
    int accepted,
    int refused,
    List<RefusedRow> errors,
    @Nullable String reason) {

  /** What became of it. */
  enum Outcome {
    DONE,
    FAILED
  }

  /** Refuses a result that is not whole. */
  CatalogImportResult {
    Objects.requireNonNull(importId, "importId");
    Objects.requireNonNull(outcome, "outcome");
    errors = List.copyOf(Objects.requireNonNull(errors, "errors"));
    if (outcome == Outcome.FAILED) {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
