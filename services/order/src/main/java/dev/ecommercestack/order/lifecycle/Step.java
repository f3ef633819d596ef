package dev.ecommercestack.order.lifecycle;

/** Where the saga of an order stands. */
public enum Step {
  /** Product is asked to keep the goods. */
  RESERVE_STOCK(Kind.CALL),
  /** Event is asked what they cost. */
  QUOTE(Kind.CALL),
  /** Event is asked to keep the coupon. */
  HOLD_COUPON(Kind.CALL),
  /** The charge was asked for and its result is awaited. */
  REQUEST_PAYMENT(Kind.WAIT),
  /**
   * No result came, or the provider did not answer: the charge is repeated, and takes effect once.
   */
  PAYMENT_UNKNOWN(Kind.WAIT),
  /** Paid: product and event are told that goods and coupon are used. */
  CONFIRM(Kind.CALL),
  /** Failed or cancelled: coupon and goods are given back. */
  COMPENSATING(Kind.CALL),
  /**
   * Goods and coupon are back; money is still on its way, or it is unknown whether there is any.
   */
  REFUND_PENDING(Kind.WAIT),
  /** Nothing is left to be done. */
  DONE(Kind.END);

  private final Kind kind;

  /** What keeps a saga in a step. */
  public enum Kind {
    /** Another service is called, again and again until it answers. */
    CALL,
    /** A message is awaited, for a while. */
    WAIT,
    /** Nothing. */
    END
  }

  Step(Kind kind) {
    this.kind = kind;
  }

  /** Returns what keeps a saga in this step. */
  public Kind kind() {
    return kind;
  }

  /** Returns whether the order may still become a sale. */
  public boolean forward() {
    return ordinal() <= CONFIRM.ordinal();
  }

  /** Returns whether nothing has been charged or may have been when this step begins. */
  public boolean beforePayment() {
    return ordinal() < REQUEST_PAYMENT.ordinal();
  }

  /** Returns whether a charge decides how it goes on. */
  public boolean awaitsCharge() {
    return this == REQUEST_PAYMENT || this == PAYMENT_UNKNOWN;
  }
}
