package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code payment-result}.
 *
 * @param jobId the id of the job
 * @param kind the operation
 * @param paymentId the id of the payment
 * @param orderId the id of the order that is paid
 * @param outcome the outcome of the operation
 * @param amount the amount that was charged or refunded; null unless the operation succeeded
 * @param providerReference the provider's reference; null unless the operation succeeded
 * @param reason the code of the reason why it was declined; null unless it was
 */
record PaymentResult(
    UUID jobId,
    PaymentJob.PaymentKind kind,
    UUID paymentId,
    UUID orderId,
    PaymentOutcome outcome,
    @Nullable Money amount,
    @Nullable String providerReference,
    @Nullable String reason) {

  /** The outcome of a payment job. */
  enum PaymentOutcome {
    SUCCEEDED,
    DECLINED,
    /** The provider did not respond: repeat the job, with a new job id and the same payment id. */
    UNKNOWN
  }

  static PaymentResult of(PaymentJob job, ProviderResponse answer) {
    return switch (answer) {
      case ProviderResponse.Succeeded(Money amount, String reference) ->
          of(job, PaymentOutcome.SUCCEEDED, amount, reference, null);
      case ProviderResponse.Declined(String reason) ->
          of(job, PaymentOutcome.DECLINED, null, null, reason);
    };
  }

  static PaymentResult unknown(PaymentJob job) {
    return of(job, PaymentOutcome.UNKNOWN, null, null, null);
  }

  private static PaymentResult of(
      PaymentJob job,
      PaymentOutcome outcome,
      @Nullable Money amount,
      @Nullable String reference,
      @Nullable String reason) {
    return new PaymentResult(
        job.jobId(),
        job.kind(),
        job.paymentId(),
        job.orderId(),
        outcome,
        amount,
        reference,
        reason);
  }
}
