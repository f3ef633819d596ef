package dev.ecommercestack.order.api;

import dev.ecommercestack.order.api.PlaceOrderRequest.Item;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order that is to be priced and not placed.
 *
 * @param items each product once
 * @param couponId one of the customer's own coupons; absent for none
 */
record QuoteRequest(
    @NotEmpty @Size(max = 100) List<@NotNull @Valid Item> items, @Nullable UUID couponId) {}
