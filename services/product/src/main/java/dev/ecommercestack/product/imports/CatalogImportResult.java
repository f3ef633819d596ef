package dev.ecommercestack.product.imports;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code catalog-import-result}.
 *
 * @param importId the id of the import
 * @param outcome whether the import was completed
 * @param accepted the number of rows that are in the catalogue
 * @param refused the number of rows that were refused
 * @param errors the first refused rows
 * @param reason the code of the reason why the import failed; null unless it failed
 */
record CatalogImportResult(
    UUID importId,
    ImportOutcome outcome,
    int accepted,
    int refused,
    List<RefusedRow> errors,
    @Nullable String reason) {

  /** Whether an import was completed. */
  enum ImportOutcome {
    DONE,
    FAILED
  }

  /** Rejects a result with missing fields. */
  CatalogImportResult {
    Objects.requireNonNull(importId, "importId");
    Objects.requireNonNull(outcome, "outcome");
    errors = List.copyOf(Objects.requireNonNull(errors, "errors"));
    if (outcome == ImportOutcome.FAILED) {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
