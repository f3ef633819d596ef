package dev.ecommercestack.order.placing;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/**
 * The answer to a new order.
 *
 * @param orderId the id of the order
 * @param status the status {@code PENDING}
 */
@Schema(name = "PlacedOrder")
record PlaceOrderResponse(UUID orderId, OrderStatus status) {}
