package dev.ecommercestack.order.payment;

import dev.ecommercestack.order.lifecycle.Effect.PaymentKind;
import dev.ecommercestack.platform.money.Money;
import java.util.UUID;

/**
 * Data of the message {@code payment-job}.
 *
 * @param jobId the id of this job, new with each repetition
 * @param kind what the payment provider is asked to do
 * @param paymentId the id of the order's payment; together with the kind it is the provider's
 *     idempotency key
 * @param orderId the id of the order that is paid
 * @param userId the id of the customer who pays
 * @param amount the amount to charge, to query or to refund
 * @param replyTo the routing key of the result
 */
record PaymentJob(
    UUID jobId,
    PaymentKind kind,
    UUID paymentId,
    UUID orderId,
    UUID userId,
    Money amount,
    String replyTo) {}
