package dev.ecommercestack.event.claim;

import java.time.Instant;
import java.util.UUID;

/**
 * Data of the message {@code coupon-claim-requested}.
 *
 * @param claimId the id of the claim, see {@link ClaimIds}
 * @param campaignId the id of the campaign
 * @param userId the id of the user who claims
 * @param receivedAt when the service received the request, for audit
 */
public record ClaimRequested(UUID claimId, UUID campaignId, UUID userId, Instant receivedAt) {
  /** The type of the message. */
  public static final String TYPE = "coupon-claim-requested";
}
