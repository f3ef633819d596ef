package dev.ecommercestack.worker.imports;

import dev.ecommercestack.worker.job.JobData;
import java.util.Objects;
import java.util.UUID;

/**
 * Data of the message {@code catalog-import-job}.
 *
 * @param jobId the id of the job
 * @param importId the id of the import, by which its content is fetched from product
 * @param format the format of the content
 * @param replyTo the routing key of the result
 */
record ImportJob(UUID jobId, UUID importId, ImportFormat format, String replyTo)
    implements JobData {
  /** The format of the content. */
  enum ImportFormat {
    CSV,
    JSON_LINES
  }

  /** Rejects a job with missing fields. */
  ImportJob {
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(importId, "importId");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(replyTo, "replyTo");
  }
}
