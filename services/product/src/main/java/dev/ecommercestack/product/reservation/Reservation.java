package dev.ecommercestack.product.reservation;

import java.time.Instant;
import java.util.UUID;

/**
 * The state of an order's goods.
 *
 * @param orderId whose
 * @param status where they are
 * @param expiresAt until when they are kept at least
 * @param overdue whether that is over
 */
record Reservation(UUID orderId, Status status, Instant expiresAt, boolean overdue) {
  /** Where an order's goods are. */
  enum Status {
    /** Kept. */
    HELD,
    /** Sold. */
    CONFIRMED,
    /** Given back by the order. */
    RELEASED,
    /** Given back because nobody confirmed in time. */
    EXPIRED
  }
}
