package dev.ecommercestack.order.lifecycle;

/** What another service keeps for an order: its goods, or its coupon. */
public enum Hold {
  /** Nothing, for certain. */
  NONE,
  /** It was asked to keep it; perhaps it does. */
  ASKED,
  /** It keeps it for a while. */
  HELD,
  /** It is used up by this order. */
  USED,
  /** It has it back. */
  RETURNED;

  /** Returns whether there is, or may be, something to give back. */
  public boolean open() {
    return this == ASKED || this == HELD || this == USED;
  }

  /** Returns how it is after giving back. */
  Hold returned() {
    return open() ? RETURNED : this;
  }
}
