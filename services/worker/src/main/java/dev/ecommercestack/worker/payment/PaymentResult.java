package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code payment-result}.
 *
 * @param amount what was moved, if it succeeded
 * @param providerReference the provider's number of it, if it succeeded
 * @param reason why it was declined
 */
record PaymentResult(
    UUID jobId,
    PaymentJob.Kind kind,
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
    /** The provider did not answer: repeat the job, under a new job id and the same payment id. */
    UNKNOWN
  }

  static PaymentResult of(PaymentJob job, ProviderAnswer answer) {
    return switch (answer) {
      case ProviderAnswer.Succeeded(Money amount, String reference) ->
          of(job, Outcome.SUCCEEDED, amount, reference, null);
      case ProviderAnswer.Declined(String reason) -> of(job, Outcome.DECLINED, null, null, reason);
    };
  }

  static PaymentResult unknown(PaymentJob job) {
    return of(job, Outcome.UNKNOWN, null, null, null);
  }

  private static PaymentResult of(
      PaymentJob job,
      Outcome outcome,
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
