package dev.ecommercestack.event.issuer;

import java.util.UUID;

/**
 * Data of the message {@code coupon-claim-rejected}.
 *
 * @param claimId the id of the claim
 * @param campaignId the id of the campaign
 * @param userId the id of the user who made the claim
 * @param reason a stable code
 * @param partition the number of the partition of the claim
 * @param offset the offset of the claim in that partition
 * @param topicId Kafka's id of the topic of that partition
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
