package dev.ecommercestack.worker.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as the database has it.
 *
 * @param attempts how often it was begun
 * @param retryAt when it is tried again, if it waits
 * @param result what came of it, once it has ended
 * @param error why the last attempt failed
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
