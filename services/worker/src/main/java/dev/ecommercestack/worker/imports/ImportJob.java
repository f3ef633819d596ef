package dev.ecommercestack.worker.imports;

import dev.ecommercestack.worker.job.JobData;
import java.util.Objects;
import java.util.UUID;

/**
 * Data of {@code catalog-import-job}.
 *
 * @param importId under which product keeps the content
 * @param replyTo routing key of the result
 */
record ImportJob(UUID jobId, UUID importId, Format format, String replyTo) implements JobData {
  /** How the content is written. */
  enum Format {
    CSV,
    JSON_LINES
  }

  /** Refuses a job that is not whole. */
  ImportJob {
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(importId, "importId");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(replyTo, "replyTo");
  }
}
