package dev.ecommercestack.order.lifecycle;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An action that a transition requires, carried out in the same database transaction. */
public sealed interface Effect {

  /**
   * Store the prices of the reserved products.
   *
   * @param lines the products with their prices
   */
  record RecordPrices(List<PricedLine> lines) implements Effect {}

  /**
   * Store the discounts and the total.
   *
   * @param quote the quote of event
   */
  record RecordQuote(Quote quote) implements Effect {}

  /**
   * Send a payment job.
   *
   * @param kind what the payment provider is asked to do
   */
  record RequestPayment(PaymentKind kind) implements Effect {}

  /**
   * Store that the order was charged.
   *
   * @param amount the amount that was charged
   * @param reference the provider's reference number of the charge
   */
  record RecordPayment(Money amount, String reference) implements Effect {}

  /** Store that the whole charge was refunded. */
  record RecordRefund() implements Effect {}

  /** Publish to the other services that the order was accepted for processing. */
  record PublishOrderPlaced() implements Effect {}

  /**
   * Store the status that customers see and publish the change.
   *
   * @param from the status before
   * @param to the status now
   * @param reason the code of the reason; null if there is none to name
   */
  record PublishStatusChange(OrderStatus from, OrderStatus to, @Nullable String reason)
      implements Effect {}

  /**
   * Send a mail to the customer.
   *
   * @param template the text of the mail
   */
  record NotifyCustomer(Template template) implements Effect {}

  /** What the payment provider is asked to do. */
  enum PaymentKind {
    /** Charge the customer; a repeated charge takes effect once. */
    CHARGE,
    /** Report the final state of the charge: a charge that has not arrived is never made. */
    QUERY,
    /** Refund the charge. */
    REFUND
  }

  /** The text of a mail to the customer. */
  enum Template {
    ORDER_CONFIRMED,
    ORDER_REJECTED,
    ORDER_CANCELLED,
    ORDER_SHIPPED,
    ORDER_DELIVERED,
    PAYMENT_REFUNDED
  }
}
