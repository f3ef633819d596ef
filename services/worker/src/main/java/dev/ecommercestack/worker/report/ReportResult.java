package dev.ecommercestack.worker.report;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code report-result}.
 *
 * @param bytes length of the document
 * @param reason why it failed
 */
record ReportResult(
    UUID jobId, UUID reportId, Outcome outcome, @Nullable Integer bytes, @Nullable String reason) {
  /** What became of it. */
  enum Outcome {
    DONE,
    FAILED
  }
}
