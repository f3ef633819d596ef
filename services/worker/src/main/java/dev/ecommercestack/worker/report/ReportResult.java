package dev.ecommercestack.worker.report;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code report-result}.
 *
 * @param jobId the id of the job
 * @param reportId the id of the report
 * @param outcome whether the document was created
 * @param bytes the length of the document; null if it failed
 * @param reason the code of the reason why it failed; null unless it did
 */
record ReportResult(
    UUID jobId,
    UUID reportId,
    ReportOutcome outcome,
    @Nullable Integer bytes,
    @Nullable String reason) {
  /** Whether a document was created. */
  enum ReportOutcome {
    DONE,
    FAILED
  }
}
