package dev.ecommercestack.worker.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of the table {@code job}.
 *
 * @param id the id of the job
 * @param type the type of the job
 * @param status the progress of the job
 * @param attempts the number of times that the job was started
 * @param correlationId the correlation id of the message
 * @param retryAt the time of the next attempt; null unless the job is WAITING
 * @param result the result as JSON; null until the job has ended
 * @param error the reason why the last attempt failed; null if none failed or the job has ended
 * @param createdAt the time of the first delivery
 * @param updatedAt the time of the last change
 * @param finishedAt the time at which the job ended; null until then
 */
record Job(
    UUID id,
    JobType type,
    JobStatus status,
    int attempts,
    UUID correlationId,
    @Nullable Instant retryAt,
    @Nullable JsonNode result,
    @Nullable String error,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant finishedAt) {}
