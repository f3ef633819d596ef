package dev.ecommercestack.event.discount;

/** The status of a discount. */
public enum DiscountStatus {
  ACTIVE,
  PAUSED,
  /** The discount has ended. This status is final. */
  ENDED
}
