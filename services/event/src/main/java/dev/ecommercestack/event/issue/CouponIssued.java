package dev.ecommercestack.event.issue;

import java.time.Instant;
import java.util.UUID;

/**
 * Data of the message {@code coupon-issued}.
 *
 * @param couponId the coupon
 * @param claimId the claim that won it
 * @param campaignId of which campaign
 * @param userId who has it
 * @param position among the winners, 1 for the first
 * @param partition where the claim was
 * @param offset its place there
 * @param topicId of that topic
 * @param expiresAt until when the coupon can be used
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
