package dev.ecommercestack.product.reservation;

import dev.ecommercestack.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reserved units of a product, with the product's data at the time of the reservation.
 *
 * @param productId the id of the product
 * @param sku the product's stock keeping unit
 * @param name the product's name
 * @param categoryId the id of the product's category; null if it has none
 * @param unitPrice the price of one unit, before discounts
 * @param quantity the number of units
 */
record ReservedLine(
    UUID productId,
    String sku,
    String name,
    @Nullable UUID categoryId,
    Money unitPrice,
    int quantity) {}
