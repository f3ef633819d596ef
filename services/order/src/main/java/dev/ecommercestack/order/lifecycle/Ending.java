package dev.ecommercestack.order.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * How an order that is not sold ends.
 *
 * @param status its last status
 * @param reason a stable code, for example {@code insufficient_stock}; absent when it was cancelled
 */
public record Ending(OrderStatus status, @Nullable String reason) {
  /** Reason of an order whose charge was refused. */
  public static final String PAYMENT_DECLINED = "payment_declined";

  /** Reason of an order that could not be completed before its deadline. */
  public static final String NOT_IN_TIME = "not_completed_in_time";

  /** Reason of an order whose goods have prices in several currencies: it can have no total. */
  public static final String MIXED_CURRENCIES = "mixed_currencies";

  /** Reason of an order that costs another amount than the customer agreed to pay. */
  public static final String PRICE_CHANGED = "price_changed";

  /** Reason of an order for which the provider charged another amount than its total. */
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
