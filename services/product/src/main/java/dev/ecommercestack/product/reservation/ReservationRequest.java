package dev.ecommercestack.product.reservation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * Goods to be kept for an order.
 *
 * @param orderId whose; the same order gets the same goods however often it asks
 * @param lines what
 * @param ttlSeconds for how long
 */
record ReservationRequest(
    @NotNull UUID orderId,
    @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Line> lines,
    @NotNull @Min(1) Long ttlSeconds) {

  /**
   * Some pieces of a product.
   *
   * @param productId which
   * @param quantity how many
   */
  record Line(@NotNull UUID productId, @NotNull @Min(1) @Max(9999) Integer quantity) {}
}
