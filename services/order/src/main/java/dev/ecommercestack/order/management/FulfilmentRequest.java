package dev.ecommercestack.order.management;

import jakarta.validation.constraints.NotNull;

/**
 * The progress of an order's delivery.
 *
 * @param status whether the order was shipped or delivered
 */
record FulfilmentRequest(@NotNull Fulfilment status) {
  /** The progress of an order's delivery. */
  enum Fulfilment {
    SHIPPED,
    DELIVERED
  }
}
