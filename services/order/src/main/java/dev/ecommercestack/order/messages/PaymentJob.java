package dev.ecommercestack.order.messages;

import dev.ecommercestack.order.lifecycle.Effect.PaymentKind;
import dev.ecommercestack.platform.money.Money;
import java.util.UUID;

/**
 * Data of {@code payment-job}.
 *
 * @param paymentId with the kind, the provider's idempotency key
 * @param replyTo routing key of the result
 */
record PaymentJob(
    UUID jobId,
    PaymentKind kind,
    UUID paymentId,
    UUID orderId,
    UUID userId,
    Money amount,
    String replyTo) {}
