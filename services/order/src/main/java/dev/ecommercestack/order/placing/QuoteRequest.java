package dev.ecommercestack.order.placing;

import dev.ecommercestack.order.placing.PlaceOrderRequest.RequestedItem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for the price of an order that is not placed.
 *
 * @param items the products, each once
 * @param couponId the id of one of the customer's own coupons; absent without one
 */
record QuoteRequest(
    @NotEmpty @Size(min = 1, max = 100) List<@NotNull @Valid RequestedItem> items,
    @Nullable UUID couponId) {}
