package dev.ecommercestack.event.pricing;

import dev.ecommercestack.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order.
 *
 * @param productId what
 * @param categoryId of which category, if any
 * @param unitPrice of one
 * @param quantity how many, at least 1
 */
public record PricedLine(
    UUID productId, @Nullable UUID categoryId, Money unitPrice, int quantity) {}
