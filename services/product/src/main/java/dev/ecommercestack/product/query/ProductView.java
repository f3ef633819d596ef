package dev.ecommercestack.product.query;

import dev.ecommercestack.platform.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product without its stock, which changes too often to be cached.
 *
 * @param id the id of the product
 * @param sku the stock keeping unit
 * @param name the name, one line
 * @param description the description; may be empty
 * @param price the price of one unit
 * @param categoryId the id of the category; null if the product has none
 * @param status whether the product is on sale
 * @param version the number of changes, from 0
 * @param createdAt the time of the registration
 * @param updatedAt the time of the last change
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
