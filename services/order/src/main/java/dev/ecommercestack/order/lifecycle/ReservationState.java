package dev.ecommercestack.order.lifecycle;

/** Whether another service reserves something for an order: product its stock, event its coupon. */
public enum ReservationState {
  /** Nothing is reserved, for certain. */
  NONE,
  /** The service was asked to reserve; it may have done so. */
  ASKED,
  /** The reservation exists and expires after a while. */
  HELD,
  /** The order has used up what was reserved. */
  USED,
  /** The reservation was released. */
  RETURNED;

  /** Returns whether there is, or may be, a reservation to release. */
  public boolean needsRelease() {
    return this == ASKED || this == HELD || this == USED;
  }

  /** Returns the state after a release. */
  ReservationState released() {
    return needsRelease() ? RETURNED : this;
  }
}
