package dev.ecommercestack.product.shelf;

import dev.ecommercestack.platform.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as it is read, without its stock: that changes too often to be remembered.
 *
 * @param id its own
 * @param sku stock keeping unit
 * @param name in one line
 * @param description in words
 * @param price of one piece
 * @param categoryId its category, if it has one
 * @param status whether it is sold
 * @param version counts its changes, from 0
 * @param createdAt when it was registered
 * @param updatedAt when it was changed last
 */
public record ProductView(
    UUID id,
    String sku,
    String name,
    String description,
    Money price,
    @Nullable UUID categoryId,
    ProductStatus status,
    long version,
    Instant createdAt,
    Instant updatedAt) {}
