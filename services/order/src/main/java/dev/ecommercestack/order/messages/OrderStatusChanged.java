package dev.ecommercestack.order.messages;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code order-status-changed}.
 *
 * @param reason given exactly when it was rejected, in capitals
 */
record OrderStatusChanged(
    UUID orderId, UUID userId, OrderStatus from, OrderStatus to, @Nullable String reason) {}
