package dev.ecommercestack.order.api;

import jakarta.validation.constraints.NotNull;

/**
 * What the warehouse says.
 *
 * @param status where the goods are
 */
record FulfilmentRequest(@NotNull Fulfilment status) {
  /** Where the goods are. */
  enum Fulfilment {
    SHIPPED,
    DELIVERED
  }
}
