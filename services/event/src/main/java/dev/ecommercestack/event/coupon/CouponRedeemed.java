package dev.ecommercestack.event.coupon;

import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.money.Money;
import java.util.UUID;

/**
 * Data of the message {@code coupon-redeemed}.
 *
 * @param couponId the coupon
 * @param campaignId of which campaign
 * @param userId whose
 * @param orderId for which order
 * @param discount what the last quote took off by it
 */
record CouponRedeemed(UUID couponId, UUID campaignId, UUID userId, UUID orderId, Money discount) {
  static Message about(Coupon coupon, UUID order, Money discount) {
    return Message.of(
        "coupon-redeemed",
        coupon.campaignId(),
        new CouponRedeemed(coupon.id(), coupon.campaignId(), coupon.userId(), order, discount));
  }
}
