package dev.ecommercestack.order.results;

import dev.ecommercestack.order.lifecycle.Effect.PaymentKind;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code payment-result}.
 *
 * @param amount what was moved, when it was
 * @param providerReference the provider's own number of it, when it was
 * @param reason why it was declined
 */
record PaymentResult(
    UUID jobId,
    PaymentKind kind,
    UUID paymentId,
    UUID orderId,
    Outcome outcome,
    @Nullable Money amount,
    @Nullable String providerReference,
    @Nullable String reason) {

  /** What became of it. */
  enum Outcome {
    SUCCEEDED,
    DECLINED,
    /** The provider did not answer. */
    UNKNOWN
  }

  /**
   * Returns what this means for the order.
   *
   * @param total what the order costs; null if it has no price yet
   * @throws IllegalArgumentException if something is missing
   */
  SagaEvent event(@Nullable Money total) {
    if (kind == PaymentKind.REFUND) {
      return outcome == Outcome.SUCCEEDED
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
