package dev.ecommercestack.order.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * The final status of an order that is not sold, and its reason.
 *
 * @param status the final status: REJECTED, EXPIRED or CANCELLED
 * @param reason a stable code, for example {@code insufficient_stock}; null if the order was
 *     cancelled
 */
public record Ending(OrderStatus status, @Nullable String reason) {
  /** The payment provider declined the charge. */
  public static final String PAYMENT_DECLINED = "payment_declined";

  /** The order could not be completed before its deadline. */
  public static final String NOT_COMPLETED_IN_TIME = "not_completed_in_time";

  /** The products have prices in several currencies, so the order has no total. */
  public static final String MIXED_CURRENCIES = "mixed_currencies";

  /** The order costs another amount than the customer agreed to pay. */
  public static final String PRICE_CHANGED = "price_changed";

  /** The provider charged another amount than the total. */
  public static final String CHARGED_AMOUNT_DIFFERS = "charged_amount_differs";

  static Ending rejected(String reason) {
    return new Ending(OrderStatus.REJECTED, reason);
  }

  static Ending expired(String reason) {
    return new Ending(OrderStatus.EXPIRED, reason);
  }

  static Ending cancelled() {
    return new Ending(OrderStatus.CANCELLED, null);
  }
}
