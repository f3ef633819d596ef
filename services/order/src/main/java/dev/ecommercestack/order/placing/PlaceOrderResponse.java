package dev.ecommercestack.order.placing;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import java.util.UUID;

/**
 * The answer to a new order.
 *
 * @param orderId the id of the order
 * @param status the status {@code PENDING}
 */
record PlaceOrderResponse(UUID orderId, OrderStatus status) {}
