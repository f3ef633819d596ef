package dev.ecommercestack.event.issuer;

import java.time.Instant;
import java.util.UUID;

/**
 * A claim record in a partition.
 *
 * @param offset the offset of the record
 * @param claimId the id of the claim
 * @param campaignId the id of the campaign
 * @param userId the id of the user who claims
 * @param madeAt the timestamp of the record, set by the instance that accepted the claim; only this
 *     time is compared with the claim window
 */
public record Claim(long offset, UUID claimId, UUID campaignId, UUID userId, Instant madeAt)
    implements QueueRecord {}
