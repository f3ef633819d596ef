package dev.ecommercestack.event.discount;

import jakarta.validation.constraints.NotNull;

/**
 * A change of a discount.
 *
 * @param status PAUSED or ACTIVE (again), or ENDED, which is for good
 */
public record DiscountChange(@NotNull DiscountStatus status) {}
