package dev.ecommercestack.order.api;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import java.util.UUID;

/**
 * An order that is stored and will be brought to an end, whatever happens.
 *
 * @param orderId its id
 * @param status {@code PENDING}
 */
record PlaceOrderResponse(UUID orderId, OrderStatus status) {}
