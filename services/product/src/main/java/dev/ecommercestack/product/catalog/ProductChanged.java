package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.query.ProductStatus;
import dev.ecommercestack.product.query.ProductView;
import java.util.List;
import java.util.UUID;

/**
 * Data of the fact {@code product-changed}: contracts/schemas/product-changed.json.
 *
 * @param productId the id of the product
 * @param revision the number of changes of the product, from 1
 * @param sku the stock keeping unit
 * @param name the name
 * @param price the price of one unit
 * @param categoryIds the id of the category; empty if the product has none
 * @param status whether the product is on sale
 */
record ProductChanged(
    UUID productId,
    long revision,
    String sku,
    String name,
    Money price,
    List<UUID> categoryIds,
    ProductStatus status) {
  static ProductChanged of(ProductView product) {
    UUID category = product.categoryId();
    return new ProductChanged(
        product.id(),
        product.version() + 1,
        product.sku(),
        product.name(),
        product.price(),
        category == null ? List.of() : List.of(category),
        product.status());
  }
}
