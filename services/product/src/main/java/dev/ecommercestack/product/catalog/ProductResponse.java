package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.version.Versioned;
import dev.ecommercestack.product.query.ProductStatus;
import dev.ecommercestack.product.query.ProductView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product with its stock.
 *
 * @param id the id of the product
 * @param sku the stock keeping unit
 * @param name the name, one line
 * @param description the description; may be empty
 * @param price the price of one unit
 * @param stock the units that can be bought now
 * @param categoryId the id of the category; null if the product has none
 * @param status whether the product is on sale
 * @param version the number of changes, from 0; sent back with a change
 * @param createdAt the time of the registration
 * @param updatedAt the time of the last change
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
    Instant updatedAt)
    implements Versioned {
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
