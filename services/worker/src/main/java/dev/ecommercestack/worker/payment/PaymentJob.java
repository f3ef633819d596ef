package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.worker.job.JobData;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code payment-job}.
 *
 * @param paymentId with the kind, the provider's idempotency key
 * @param amount what is to be moved
 * @param replyTo routing key of the result
 * @param lookOnly true for a query about a charge that may still be waiting behind it; absent is
 *     false. Only order services of a version before send it: they asked instead of repeating the
 *     charge
 */
record PaymentJob(
    UUID jobId,
    Kind kind,
    UUID paymentId,
    UUID orderId,
    Money amount,
    String replyTo,
    @Nullable Boolean lookOnly)
    implements JobData {

  /** What is to be done. */
  enum Kind {
    CHARGE,
    /** What became of a charge whose answer was lost? */
    QUERY,
    REFUND
  }

  /** Refuses a job that is not whole. */
  PaymentJob {
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(paymentId, "paymentId");
    Objects.requireNonNull(orderId, "orderId");
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(amount.currency(), "currency");
    Objects.requireNonNull(replyTo, "replyTo");
    if (amount.negative()) {
      throw new IllegalArgumentException("amount is negative");
    }
  }
}
