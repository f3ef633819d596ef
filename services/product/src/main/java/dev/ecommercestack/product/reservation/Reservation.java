package dev.ecommercestack.product.reservation;

import java.time.Instant;
import java.util.UUID;

/**
 * The reservation of an order.
 *
 * @param orderId the id of the order whose stock is reserved
 * @param status the state of the reservation
 * @param expiresAt the time until which the units are reserved at least
 * @param overdue whether that time has passed
 */
record Reservation(UUID orderId, ReservationStatus status, Instant expiresAt, boolean overdue) {
  /** The state of a reservation. */
  enum ReservationStatus {
    /** The units are reserved. */
    HELD,
    /** The units are sold. */
    CONFIRMED,
    /** The order service has released the units. */
    RELEASED,
    /** The units were released because the reservation was not confirmed in time. */
    EXPIRED
  }
}
