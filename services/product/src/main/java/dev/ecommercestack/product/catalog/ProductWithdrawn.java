package dev.ecommercestack.product.catalog;

import dev.ecommercestack.product.query.ProductView;
import java.util.UUID;

/**
 * Data of the fact {@code product-withdrawn}: contracts/schemas/product-withdrawn.json.
 *
 * @param productId the id of the product
 * @param revision the number of changes of the product, from 1
 */
record ProductWithdrawn(UUID productId, long revision) {
  static ProductWithdrawn of(ProductView product) {
    return new ProductWithdrawn(product.id(), product.version() + 1);
  }
}
