package dev.ecommercestack.product.reservation;

import dev.ecommercestack.product.reservation.ReservationRequest.Line;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A request for current prices.
 *
 * @param lines the products and quantities
 */
record PriceRequest(@NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Line> lines) {}
