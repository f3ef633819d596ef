package dev.ecommercestack.event.issue;

import java.time.Instant;
import java.util.UUID;

/**
 * A claim in the queue.
 *
 * @param offset its place
 * @param claimId its id
 * @param campaignId what it is made on
 * @param userId who made it
 * @param madeAt when the instance that took it had it; the one clock that the window is judged by
 */
public record Claim(long offset, UUID claimId, UUID campaignId, UUID userId, Instant madeAt)
    implements QueueRecord {}
