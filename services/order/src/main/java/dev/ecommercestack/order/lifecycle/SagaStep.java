package dev.ecommercestack.order.lifecycle;

/** The steps of an order's saga. */
public enum SagaStep {
  /** Product is asked to reserve the stock. */
  RESERVE_STOCK(Activity.CALL),
  /** Event is asked for the price. */
  QUOTE(Activity.CALL),
  /** Event is asked to reserve the coupon. */
  HOLD_COUPON(Activity.CALL),
  /** A charge was requested and its result is awaited. */
  REQUEST_PAYMENT(Activity.WAIT),
  /**
   * No result came, or the provider did not answer. The charge is repeated and takes effect once.
   */
  PAYMENT_UNKNOWN(Activity.WAIT),
  /** The order is paid. Product and event are told that stock and coupon are used up. */
  CONFIRM(Activity.CALL),
  /** The order failed or was cancelled. Coupon and stock are released. */
  COMPENSATING(Activity.CALL),
  /**
   * Stock and coupon are released. A refund is awaited, or it is unknown whether there was a
   * charge.
   */
  REFUND_PENDING(Activity.WAIT),
  /** Nothing is left to do. */
  DONE(Activity.NONE);

  private final Activity activity;

  /** What the saga does in a step. */
  public enum Activity {
    /** It calls another service, repeatedly until the service answers. */
    CALL,
    /** It waits for the result of a payment job, for a limited time. */
    WAIT,
    /** It does nothing. */
    NONE
  }

  SagaStep(Activity activity) {
    this.activity = activity;
  }

  /** Returns what the saga does in this step. */
  public Activity activity() {
    return activity;
  }

  /** Returns whether the order may still be sold. */
  public boolean forward() {
    return ordinal() <= CONFIRM.ordinal();
  }

  /** Returns whether no charge can have been made when this step begins. */
  public boolean beforePayment() {
    return ordinal() < REQUEST_PAYMENT.ordinal();
  }

  /** Returns whether the next step depends on the result of a charge. */
  public boolean awaitsCharge() {
    return this == REQUEST_PAYMENT || this == PAYMENT_UNKNOWN;
  }
}
