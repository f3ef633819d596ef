package dev.ecommercestack.worker.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job.
 *
 * @param id the id of the job
 * @param type {@code payment}, {@code notification}, {@code catalog-import} or {@code report}
 * @param status the progress of the job
 * @param attempts the number of times that the job was started
 * @param correlationId the correlation id of the message
 * @param retryAt the time of the next attempt; null unless the job is WAITING
 * @param result the result, whose fields depend on the type; null until the job has ended, and in
 *     lists
 * @param error the reason why the last attempt failed; null if none failed or the job has ended
 * @param createdAt the time of the first delivery
 * @param updatedAt the time of the last change
 * @param finishedAt the time at which the job ended; null until then
 */
record JobResponse(
    UUID id,
    String type,
    JobStatus status,
    int attempts,
    UUID correlationId,
    @Nullable Instant retryAt,
    @Nullable JsonNode result,
    @Nullable String error,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant finishedAt) {

  static JobResponse of(Job job) {
    return of(job, job.result());
  }

  /** Returns a job without its result, which may be long. */
  static JobResponse summary(Job job) {
    return of(job, null);
  }

  private static JobResponse of(Job job, @Nullable JsonNode result) {
    return new JobResponse(
        job.id(),
        job.type().routingKey(),
        job.status(),
        job.attempts(),
        job.correlationId(),
        job.retryAt(),
        result,
        job.error(),
        job.createdAt(),
        job.updatedAt(),
        job.finishedAt());
  }
}
