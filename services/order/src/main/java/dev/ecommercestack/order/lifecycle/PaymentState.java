package dev.ecommercestack.order.lifecycle;

/** What is known about the payment of an order. */
public enum PaymentState {
  /** No charge was requested. */
  NONE,
  /** A charge was requested; it may have taken place. */
  ASKED,
  /** The charge was declined. */
  DECLINED,
  /** The charge succeeded. */
  CHARGED,
  /** The charge succeeded and a refund was requested. */
  REFUND_ASKED,
  /** The charge was refunded. */
  REFUNDED;

  /** Returns whether the result of a payment job is still missing. */
  public boolean awaitsResult() {
    return this == ASKED || this == REFUND_ASKED;
  }
}
