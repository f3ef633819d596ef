package dev.ecommercestack.order.lifecycle;

/** What is known about the money of an order. */
public enum PaymentState {
  /** None was asked for. */
  NONE,
  /** A charge was asked for; perhaps it took place. */
  ASKED,
  /** It did not take place. */
  DECLINED,
  /** It did. */
  CHARGED,
  /** It did, and giving it back was asked for. */
  REFUND_ASKED,
  /** It was given back. */
  REFUNDED;

  /** Returns whether a result must still arrive before money balances. */
  public boolean open() {
    return this == ASKED || this == REFUND_ASKED;
  }
}
