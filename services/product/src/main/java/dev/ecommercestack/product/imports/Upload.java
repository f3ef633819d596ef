package dev.ecommercestack.product.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list of products that somebody uploaded.
 *
 * @param requestedBy who
 * @param bytes how long it is
 * @param rows how many it has: by a first look, then as they were read
 * @param accepted how many of them are in the catalogue, so far or at last
 * @param refused how many are not
 * @param errors the first of those
 * @param reason why it failed as a whole
 */
record Upload(
    UUID id,
    UUID requestedBy,
    Format format,
    long bytes,
    int rows,
    Status status,
    int accepted,
    int refused,
    List<RefusedRow> errors,
    @Nullable String reason,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /** How far it is. */
  enum Status {
    /** Nobody has begun. */
    QUEUED,
    /** The worker has fetched it. */
    RUNNING,
    /** Every row was accepted or refused. */
    DONE,
    /** It ended before that. */
    FAILED
  }

  /** Returns a list that has just come in. */
  static Upload arrived(
      UUID id, UUID requestedBy, Format format, long bytes, int rows, Instant now) {
    return new Upload(
        id, requestedBy, format, bytes, rows, Status.QUEUED, 0, 0, List.of(), null, now, null);
  }
}
