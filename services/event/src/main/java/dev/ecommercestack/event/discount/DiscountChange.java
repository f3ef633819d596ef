package dev.ecommercestack.event.discount;

import jakarta.validation.constraints.NotNull;

/**
 * The request to change the status of a discount.
 *
 * @param status the new status: ACTIVE, PAUSED, or ENDED, which is final
 */
public record DiscountChange(@NotNull DiscountStatus status) {}
