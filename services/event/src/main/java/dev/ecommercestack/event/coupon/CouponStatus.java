package dev.ecommercestack.event.coupon;

/** The status of a coupon. */
public enum CouponStatus {
  /** The owner can use the coupon. */
  AVAILABLE,
  /** An order that is being placed holds the coupon. */
  HELD,
  /** An order has used the coupon. */
  REDEEMED,
  /** The coupon expired unused. This status is computed and never stored. */
  EXPIRED
}
