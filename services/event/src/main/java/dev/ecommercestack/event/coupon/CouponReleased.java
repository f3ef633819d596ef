package dev.ecommercestack.event.coupon;

import dev.ecommercestack.platform.message.Message;
import java.util.UUID;

/**
 * Data of the message {@code coupon-released}.
 *
 * @param couponId the id of the coupon
 * @param campaignId the id of the campaign that issued the coupon
 * @param userId the id of the owner of the coupon
 * @param orderId the id of the order that held or had redeemed the coupon
 * @param reason the reason of the release
 */
record CouponReleased(UUID couponId, UUID campaignId, UUID userId, UUID orderId, Reason reason) {
  /** The reasons for which a coupon can be used again. */
  enum Reason {
    ORDER_REJECTED,
    ORDER_CANCELLED,
    ORDER_EXPIRED,
    HOLD_EXPIRED
  }

  static Message about(Coupon coupon, UUID order, Reason reason) {
    return Message.of(
        "coupon-released",
        coupon.campaignId(),
        new CouponReleased(coupon.id(), coupon.campaignId(), coupon.userId(), order, reason));
  }
}
