package dev.ecommercestack.order.lifecycle;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a transition brings about, in the same database transaction. */
public sealed interface Effect {

  /** Store what the goods cost one by one. */
  record Price(List<PricedLine> lines) implements Effect {}

  /** Store what is to be paid. */
  record Total(Quote quote) implements Effect {}

  /** Send a payment job. */
  record AskPayment(PaymentKind kind) implements Effect {}

  /** Store what was paid. */
  record RecordPaid(Money amount, String reference) implements Effect {}

  /** Store that all of it was given back. */
  record RecordRefunded() implements Effect {}

  /** Say to the other services that the order was accepted for processing. */
  record AnnouncePlaced() implements Effect {}

  /** Let everybody see another status. */
  record Announce(OrderStatus from, OrderStatus to, @Nullable String reason) implements Effect {}

  /** Write to the customer. */
  record Notify(Template template) implements Effect {}

  /** What is asked of the payment provider. */
  enum PaymentKind {
    /** Take the money; repeated, it is taken once. */
    CHARGE,
    /** Say what became of the charge, for good: one that has not arrived is never made. */
    QUERY,
    /** Give it back. */
    REFUND
  }

  /** Which mail. */
  enum Template {
    ORDER_CONFIRMED,
    ORDER_REJECTED,
    ORDER_CANCELLED,
    ORDER_SHIPPED,
    ORDER_DELIVERED,
    PAYMENT_REFUNDED
  }
}
