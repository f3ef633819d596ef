package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.worker.job.JobData;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code payment-job}.
 *
 * @param jobId the id of the job
 * @param kind the operation
 * @param paymentId the id of the payment; together with the kind the provider's idempotency key
 * @param orderId the id of the order that is paid
 * @param amount the amount to charge or refund
 * @param replyTo the routing key of the result
 * @param lookOnly true for a query that must not void a charge which may still be in the queue;
 *     absent means false. Only older versions of the order service send it: they query instead of
 *     repeating the charge
 */
record PaymentJob(
    UUID jobId,
    PaymentKind kind,
    UUID paymentId,
    UUID orderId,
    Money amount,
    String replyTo,
    @Nullable Boolean lookOnly)
    implements JobData {

  /** The operation of a payment job. */
  enum PaymentKind {
    CHARGE,
    /** Returns the outcome of a charge whose result was lost. */
    QUERY,
    REFUND
  }

  /** Rejects a job with missing fields. */
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
