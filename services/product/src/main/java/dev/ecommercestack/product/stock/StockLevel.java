package dev.ecommercestack.product.stock;

import java.util.UUID;

/**
 * What is there of a product.
 *
 * @param productId which
 * @param sku its stock keeping unit
 * @param onHand pieces in the house
 * @param reserved those of them that are kept for orders
 * @param revision counts the changes of what can be bought
 */
public record StockLevel(UUID productId, String sku, long onHand, long reserved, long revision) {
  /** Returns how many pieces can be bought now. */
  public long available() {
    return onHand - reserved;
  }
}
