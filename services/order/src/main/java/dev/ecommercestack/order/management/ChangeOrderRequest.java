package dev.ecommercestack.order.management;

import dev.ecommercestack.order.entity.ShippingAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * A change of an order.
 *
 * @param shippingAddress the new shipping address
 */
record ChangeOrderRequest(@NotNull @Valid ShippingAddress shippingAddress) {}
