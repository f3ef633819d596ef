package dev.ecommercestack.event.issuer;

import java.util.UUID;

/**
 * Data of the message {@code coupon-sold-out}.
 *
 * @param campaignId the id of the campaign
 * @param quota the number of coupons that were issued
 * @param partition the number of the partition of the campaign
 * @param offset the offset of the last winning claim
 * @param topicId Kafka's id of the topic of that partition
 */
record CouponSoldOut(UUID campaignId, int quota, int partition, long offset, String topicId) {
  static final String TYPE = "coupon-sold-out";
}
