package dev.ecommercestack.order.lifecycle;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event in the saga of an order. Any event may come twice, late, or not at all. */
public sealed interface SagaEvent {

  /**
   * Product has reserved the stock.
   *
   * @param lines the reserved products with their prices
   */
  record StockReserved(List<PricedLine> lines) implements SagaEvent {}

  /**
   * Event has answered the price of the order.
   *
   * @param quote the price with discounts and coupon
   * @param expectedTotal the total that the customer agreed to pay; null in orders of versions that
   *     did not ask for it
   */
  record Quoted(Quote quote, @Nullable Money expectedTotal) implements SagaEvent {}

  /** Event has reserved the coupon. */
  record CouponHeld() implements SagaEvent {}

  /** Product and event have confirmed that the order uses up stock and coupon. */
  record ReservationsConfirmed() implements SagaEvent {}

  /** Event and product have taken coupon and stock back. */
  record ReservationsReleased() implements SagaEvent {}

  /**
   * The called service refused for good.
   *
   * @param reason the error code of its answer
   */
  record CallRefused(String reason) implements SagaEvent {}

  /**
   * The call failed: the service could not do it now, or its answer was lost.
   *
   * @param overdue whether the order's deadline has passed
   */
  record CallFailed(boolean overdue) implements SagaEvent {}

  /**
   * The awaited result of a payment job did not come in time.
   *
   * @param overdue whether the order's deadline has passed
   */
  record ResultTimedOut(boolean overdue) implements SagaEvent {}

  /**
   * The customer was charged, as the result of a charge or a query reports.
   *
   * @param amount the amount that was charged
   * @param reference the provider's reference number of the charge
   * @param amountMatches whether the amount is the order's total
   */
  record ChargeSucceeded(Money amount, String reference, boolean amountMatches)
      implements SagaEvent {}

  /** The customer was not charged and will not be. */
  record ChargeDeclined() implements SagaEvent {}

  /** The provider did not answer the charge. */
  record ChargeUnknown() implements SagaEvent {}

  /** The charge was refunded. */
  record RefundSucceeded() implements SagaEvent {}

  /** The provider did not answer or declined the refund; the refund is requested again later. */
  record RefundFailed() implements SagaEvent {}

  /** The customer cancelled the order. */
  record CancelRequested() implements SagaEvent {}

  /** The goods were shipped. */
  record Shipped() implements SagaEvent {}

  /** The goods were delivered. */
  record Delivered() implements SagaEvent {}
}
