package dev.ecommercestack.event.issue;

import java.util.UUID;

/**
 * Data of the message {@code coupon-claim-rejected}.
 *
 * @param claimId the claim
 * @param campaignId on which campaign
 * @param userId whose it is
 * @param reason a stable code
 * @param partition where the claim was
 * @param offset its place there
 * @param topicId of that topic
 */
record CouponClaimRejected(
    UUID claimId,
    UUID campaignId,
    UUID userId,
    String reason,
    int partition,
    long offset,
    String topicId) {
  static final String TYPE = "coupon-claim-rejected";
  static final String OUTSIDE_WINDOW = "OUTSIDE_WINDOW";
}
