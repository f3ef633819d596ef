package dev.ecommercestack.order.notification;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the event {@code order-status-changed}.
 *
 * @param orderId the id of the order
 * @param userId the id of the customer who placed it
 * @param from the status before
 * @param to the status now
 * @param reason the code of the reason in capitals; null exactly if the order was not rejected
 */
record OrderStatusChanged(
    UUID orderId, UUID userId, OrderStatus from, OrderStatus to, @Nullable String reason) {}
