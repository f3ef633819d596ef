package dev.ecommercestack.event.issue;

import java.util.UUID;

/**
 * Data of the message {@code coupon-sold-out}.
 *
 * @param campaignId which campaign
 * @param quota how many have won
 * @param partition where its claims wait
 * @param offset the place of the last winner
 * @param topicId of that topic
 */
record CouponSoldOut(UUID campaignId, int quota, int partition, long offset, String topicId) {
  static final String TYPE = "coupon-sold-out";
}
