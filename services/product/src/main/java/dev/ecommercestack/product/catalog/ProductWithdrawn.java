package dev.ecommercestack.product.catalog;

import dev.ecommercestack.product.shelf.ProductView;
import java.util.UUID;

/** Data of the fact {@code product-withdrawn}: contracts/schemas/product-withdrawn.json. */
record ProductWithdrawn(UUID productId, long revision) {
  static ProductWithdrawn of(ProductView product) {
    return new ProductWithdrawn(product.id(), product.version() + 1);
  }
}
