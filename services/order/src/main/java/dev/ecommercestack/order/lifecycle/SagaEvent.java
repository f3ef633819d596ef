package dev.ecommercestack.order.lifecycle;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to an order. Anything may happen twice, late, or not at all. */
public sealed interface SagaEvent {

  /** Product keeps the goods. */
  record StockReserved(List<PricedLine> lines) implements SagaEvent {}

  /**
   * Event has said what they cost.
   *
   * @param quote what it said
   * @param expectedTotal what the customer agreed to pay; null in orders of versions that did not
   *     ask for it
   */
  record Quoted(Quote quote, @Nullable Money expectedTotal) implements SagaEvent {}

  /** Event keeps the coupon. */
  record CouponHeld() implements SagaEvent {}

  /** Goods and coupon are used up by this order. */
  record Confirmed() implements SagaEvent {}

  /** Coupon and goods have been given back. */
  record Released() implements SagaEvent {}

  /**
   * The service that was called will never do it.
   *
   * @param reason its code
   */
  record Refused(String reason) implements SagaEvent {}

  /**
   * The service that was called could not do it now, or perhaps did it and its answer was lost.
   *
   * @param overdue whether the order's deadline has passed
   */
  record Fault(boolean overdue) implements SagaEvent {}

  /**
   * Nothing came for a while.
   *
   * @param overdue whether the order's deadline has passed
   */
  record TimedOut(boolean overdue) implements SagaEvent {}

  /**
   * The money was taken, says the answer to a charge or to a query.
   *
   * @param amount what was taken
   * @param reference the provider's own number of it
   * @param agreed whether that is the order's total
   */
  record ChargeSucceeded(Money amount, String reference, boolean agreed) implements SagaEvent {}

  /** The money was not taken and will not be. */
  record ChargeDeclined() implements SagaEvent {}

  /** The provider did not answer. */
  record ChargeUnknown() implements SagaEvent {}

  /** The money was given back. */
  record RefundSucceeded() implements SagaEvent {}

  /** The provider did not answer, or refused: it is asked again later. */
  record RefundFailed() implements SagaEvent {}

  /** The customer does not want it any more. */
  record CancelRequested() implements SagaEvent {}

  /** The goods are on the way. */
  record Shipped() implements SagaEvent {}

  /** The goods have arrived. */
  record Delivered() implements SagaEvent {}
}
