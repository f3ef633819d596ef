package dev.ecommercestack.order.api;

import dev.ecommercestack.order.aggregate.ShippingAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * What may be changed of an order.
 *
 * @param shippingAddress where it goes instead
 */
record ChangeOrderRequest(@NotNull @Valid ShippingAddress shippingAddress) {}
