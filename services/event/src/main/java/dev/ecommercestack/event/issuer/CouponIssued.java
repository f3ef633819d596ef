package dev.ecommercestack.event.issuer;

import java.time.Instant;
import java.util.UUID;

/**
 * Data of the message {@code coupon-issued}.
 *
 * @param couponId the id of the coupon
 * @param claimId the id of the claim that won the coupon
 * @param campaignId the id of the campaign
 * @param userId the id of the user who won the coupon
 * @param position the position among the winners of the campaign, from 1
 * @param partition the number of the partition of the claim
 * @param offset the offset of the claim in that partition
 * @param topicId Kafka's id of the topic of that partition
 * @param expiresAt when the coupon expires
 */
record CouponIssued(
    UUID couponId,
    UUID claimId,
    UUID campaignId,
    UUID userId,
    int position,
    int partition,
    long offset,
    String topicId,
    Instant expiresAt) {
  static final String TYPE = "coupon-issued";
}
