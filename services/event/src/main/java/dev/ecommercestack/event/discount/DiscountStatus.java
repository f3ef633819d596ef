package dev.ecommercestack.event.discount;

/** Whether a discount applies. */
public enum DiscountStatus {
  ACTIVE,
  PAUSED,
  /** For good. */
  ENDED
}
