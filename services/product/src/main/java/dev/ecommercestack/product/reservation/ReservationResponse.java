package dev.ecommercestack.product.reservation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The stock that is reserved for an order.
 *
 * @param orderId the id of the order whose stock is reserved
 * @param expiresAt the time until which the units are reserved at least, unless the reservation is
 *     confirmed or released before
 * @param lines the reserved products and quantities
 */
record ReservationResponse(UUID orderId, Instant expiresAt, List<ReservedLine> lines) {}
