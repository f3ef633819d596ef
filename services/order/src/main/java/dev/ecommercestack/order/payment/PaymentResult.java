package dev.ecommercestack.order.payment;

import dev.ecommercestack.order.lifecycle.Effect.PaymentKind;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code payment-result}.
 *
 * @param jobId the id of the payment job that this answers
 * @param kind what the payment provider was asked to do
 * @param paymentId the id of the order's payment
 * @param orderId the id of the order that is paid
 * @param outcome whether the provider did it
 * @param amount the amount that was charged or refunded; null if none was
 * @param providerReference the provider's reference number of the payment; null if nothing was
 *     charged or refunded
 * @param reason the provider's code for declining; null if it did not decline
 */
public record PaymentResult(
    UUID jobId,
    PaymentKind kind,
    UUID paymentId,
    UUID orderId,
    PaymentOutcome outcome,
    @Nullable Money amount,
    @Nullable String providerReference,
    @Nullable String reason) {

  /** Whether the payment provider did what a job asked for. */
  public enum PaymentOutcome {
    /** The provider charged or refunded the amount, or a query found the charge. */
    SUCCEEDED,
    /** The provider declined, or a query found no charge. */
    DECLINED,
    /** The provider did not answer. */
    UNKNOWN
  }

  /**
   * Returns the saga event that this result stands for.
   *
   * @param total the order's total; null if the order has no price yet
   * @throws IllegalArgumentException if a field is missing that the outcome requires
   */
  public SagaEvent toEvent(@Nullable Money total) {
    if (kind == PaymentKind.REFUND) {
      return outcome == PaymentOutcome.SUCCEEDED
          ? new SagaEvent.RefundSucceeded()
          : new SagaEvent.RefundFailed();
    }
    return switch (outcome) {
      case SUCCEEDED -> {
        if (amount == null || providerReference == null) {
          throw new IllegalArgumentException(
              "a payment that succeeded needs amount and providerReference");
        }
        yield new SagaEvent.ChargeSucceeded(amount, providerReference, amount.equals(total));
      }
      case DECLINED -> new SagaEvent.ChargeDeclined();
      case UNKNOWN -> new SagaEvent.ChargeUnknown();
    };
  }
}
