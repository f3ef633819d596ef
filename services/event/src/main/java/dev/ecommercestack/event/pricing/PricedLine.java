package dev.ecommercestack.event.pricing;

import dev.ecommercestack.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order to be priced.
 *
 * @param productId the id of the product
 * @param categoryId the id of the product's category; null if it has none
 * @param unitPrice the price of one unit
 * @param quantity the number of units, at least 1
 */
public record PricedLine(
    UUID productId, @Nullable UUID categoryId, Money unitPrice, int quantity) {}
