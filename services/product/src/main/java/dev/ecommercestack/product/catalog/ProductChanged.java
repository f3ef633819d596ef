package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.shelf.ProductStatus;
import dev.ecommercestack.product.shelf.ProductView;
import java.util.List;
import java.util.UUID;

/** Data of the fact {@code product-changed}: contracts/schemas/product-changed.json. */
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
