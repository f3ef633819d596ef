package dev.ecommercestack.product.stock;

import java.util.UUID;

/**
 * The stock of a product.
 *
 * @param productId the id of the product
 * @param stock the units that can be bought now
 * @param onHand the units in the warehouse
 * @param reserved the units on hand that are reserved for orders
 */
record StockResponse(UUID productId, long stock, long onHand, long reserved) {
  static StockResponse of(StockLevel level) {
    return new StockResponse(
        level.productId(), level.available(), level.onHand(), level.reserved());
  }
}
