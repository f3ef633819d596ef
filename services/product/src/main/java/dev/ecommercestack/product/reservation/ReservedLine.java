package dev.ecommercestack.product.reservation;

import dev.ecommercestack.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pieces that are kept, with what the product was when they were.
 *
 * @param productId which product
 * @param sku its stock keeping unit
 * @param name its name
 * @param categoryId its category, if it has one
 * @param unitPrice of one piece, before discounts
 * @param quantity pieces
 */
record ReservedLine(
    UUID productId,
    String sku,
    String name,
    @Nullable UUID categoryId,
    Money unitPrice,
    int quantity) {}
