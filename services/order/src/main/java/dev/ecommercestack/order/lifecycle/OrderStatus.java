package dev.ecommercestack.order.lifecycle;

/** What customers see of an order. */
public enum OrderStatus {
  /** Accepted; stock, coupon and payment are being brought together. */
  PENDING,
  /** Paid; the goods are the customer's. */
  CONFIRMED,
  /** On the way. */
  SHIPPED,
  /** Arrived. */
  DELIVERED,
  /** Refused, for a reason. */
  REJECTED,
  /** Taken back by the customer. */
  CANCELLED,
  /** Could not be completed in time. */
  EXPIRED;

  /** Returns whether the customer keeps the goods and the shop keeps the money. */
  public boolean sold() {
    return this == CONFIRMED || this == SHIPPED || this == DELIVERED;
  }

  /** Returns whether the goods are not yet on the way and may still be. */
  public boolean beforeShipping() {
    return this == PENDING || this == CONFIRMED;
  }
}
