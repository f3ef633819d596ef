package dev.ecommercestack.product.reservation;

import dev.ecommercestack.product.reservation.ReservationRequest.Line;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Goods to be priced.
 *
 * @param lines products and pieces
 */
record PriceRequest(@NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Line> lines) {}
