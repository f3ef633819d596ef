package dev.ecommercestack.order.messages;

import dev.ecommercestack.common.money.Money;
import dev.ecommercestack.order.lifecycle.Effect.PaymentKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code payment-job}.
 *
 * @param paymentId with the kind, the provider's idempotency key
 * @param replyTo routing key of the result
 * @param lookOnly true for a query that must not call off a charge that has not arrived
 */
record PaymentJob(
    UUID jobId,
    PaymentKind kind,
    UUID paymentId,
    UUID orderId,
    UUID userId,
    Money amount,
    String replyTo,
    @Nullable Boolean lookOnly) {}
