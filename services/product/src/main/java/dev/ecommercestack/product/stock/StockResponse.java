package dev.ecommercestack.product.stock;

import java.util.UUID;

/**
 * What is there of a product.
 *
 * @param productId which
 * @param stock pieces that can be bought now
 * @param onHand pieces in the house
 * @param reserved those of them that are kept for orders
 */
record StockResponse(UUID productId, long stock, long onHand, long reserved) {
  static StockResponse of(StockLevel level) {
    return new StockResponse(
        level.productId(), level.available(), level.onHand(), level.reserved());
  }
}
