package dev.ecommercestack.event.claim;

import java.time.Instant;
import java.util.UUID;

/**
 * Data of the message {@code coupon-claim-requested}.
 *
 * @param claimId follows from campaign and user
 * @param campaignId what is claimed
 * @param userId who claims
 * @param receivedAt when the request came; for audit
 */
public record ClaimRequested(UUID claimId, UUID campaignId, UUID userId, Instant receivedAt) {
  /** The message's name. */
  public static final String TYPE = "coupon-claim-requested";
}
