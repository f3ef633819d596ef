package dev.ecommercestack.order.lifecycle;

/** The status of an order that customers see. */
public enum OrderStatus {
  /** Accepted; the saga is reserving stock and coupon and requesting the payment. */
  PENDING,
  /** Paid; stock and coupon are used up. */
  CONFIRMED,
  /** Handed over to the carrier. */
  SHIPPED,
  /** Received by the customer. */
  DELIVERED,
  /** Refused for a reason. */
  REJECTED,
  /** Cancelled by the customer. */
  CANCELLED,
  /** Not completed before the deadline. */
  EXPIRED;

  /** Returns whether the customer keeps the goods and the shop keeps the money. */
  public boolean sold() {
    return this == CONFIRMED || this == SHIPPED || this == DELIVERED;
  }

  /** Returns whether the goods are not shipped yet and may still be. */
  public boolean beforeShipping() {
    return this == PENDING || this == CONFIRMED;
  }
}
