package dev.ecommercestack.product.reservation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Goods that are kept for an order.
 *
 * @param orderId whose
 * @param expiresAt until when at least, unless they are confirmed before
 * @param lines what
 */
record ReservationResponse(UUID orderId, Instant expiresAt, List<ReservedLine> lines) {}
