package dev.ecommercestack.event.coupon;

/** What can be done with a coupon. */
public enum CouponStatus {
  /** Can be used. */
  AVAILABLE,
  /** Kept for an order that is being placed. */
  HELD,
  /** Used for an order. */
  REDEEMED,
  /** Was not used in time; never stored. */
  EXPIRED
}
