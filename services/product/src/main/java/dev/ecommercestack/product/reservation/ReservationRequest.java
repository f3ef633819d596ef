package dev.ecommercestack.product.reservation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A request to reserve stock for an order.
 *
 * @param orderId the id of the order whose stock is reserved; a repeated request for the same order
 *     returns the same reservation
 * @param lines the products and quantities to reserve
 * @param ttlSeconds the time for which the units are reserved, in seconds
 */
record ReservationRequest(
    @NotNull UUID orderId,
    @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Line> lines,
    @NotNull @Min(1) Long ttlSeconds) {

  /**
   * A quantity of a product.
   *
   * @param productId the id of the product
   * @param quantity the number of units
   */
  record Line(@NotNull UUID productId, @NotNull @Min(1) @Max(9999) Integer quantity) {}
}
