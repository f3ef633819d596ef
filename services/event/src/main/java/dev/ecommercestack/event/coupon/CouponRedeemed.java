package dev.ecommercestack.event.coupon;

import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.money.Money;
import java.util.UUID;

/**
 * Data of the message {@code coupon-redeemed}.
 *
 * @param couponId the id of the coupon
 * @param campaignId the id of the campaign that issued the coupon
 * @param userId the id of the owner of the coupon
 * @param orderId the id of the order that redeemed the coupon
 * @param discount the discount that the coupon gave to the order
 */
record CouponRedeemed(UUID couponId, UUID campaignId, UUID userId, UUID orderId, Money discount) {
  static Message about(Coupon coupon, UUID order, Money discount) {
    return Message.of(
        "coupon-redeemed",
        coupon.campaignId(),
        new CouponRedeemed(coupon.id(), coupon.campaignId(), coupon.userId(), order, discount));
  }
}
