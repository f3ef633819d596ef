package dev.ecommercestack.worker.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job.
 *
 * @param type {@code payment}, {@code notification}, {@code catalog-import} or {@code report}
 * @param attempts how often it was begun
 * @param retryAt when it is tried again, if it waits
 * @param result what came of it, once it has ended; its fields depend on the type
 * @param error why the last attempt failed
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

  /** Without the result, which may be long. */
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
