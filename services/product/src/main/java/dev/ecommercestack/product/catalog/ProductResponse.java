package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.shelf.ProductStatus;
import dev.ecommercestack.product.shelf.ProductView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product.
 *
 * @param id its own
 * @param sku stock keeping unit
 * @param name in one line
 * @param description in words
 * @param price of one piece
 * @param stock pieces that can be bought now
 * @param categoryId its category, if it has one
 * @param status whether it is sold
 * @param version to be sent with a change
 * @param createdAt when it was registered
 * @param updatedAt when it was changed last
 */
record ProductResponse(
    UUID id,
    String sku,
    String name,
    String description,
    Money price,
    long stock,
    @Nullable UUID categoryId,
    ProductStatus status,
    long version,
    Instant createdAt,
    Instant updatedAt) {
  static ProductResponse of(ProductView product, long stock) {
    return new ProductResponse(
        product.id(),
        product.sku(),
        product.name(),
        product.description(),
        product.price(),
        stock,
        product.categoryId(),
        product.status(),
        product.version(),
        product.createdAt(),
        product.updatedAt());
  }
}
