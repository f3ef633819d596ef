package dev.ecommercestack.event.coupon;

import dev.ecommercestack.platform.message.Message;
import java.util.UUID;

/**
 * Data of the message {@code coupon-released}.
 *
 * @param couponId the coupon
 * @param campaignId of which campaign
 * @param userId whose
 * @param orderId which order had it
 * @param reason why it has it no more
 */
record CouponReleased(UUID couponId, UUID campaignId, UUID userId, UUID orderId, Reason reason) {
  /** Why a coupon can be used again. */
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
