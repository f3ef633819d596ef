package dev.ecommercestack.product.stock;

import java.util.UUID;

/**
 * The stock of a product.
 *
 * @param productId the id of the product
 * @param sku the product's stock keeping unit
 * @param onHand the units in the warehouse
 * @param reserved the units on hand that are reserved for orders
 * @param revision the number of changes of the available units, from 1
 */
public record StockLevel(UUID productId, String sku, long onHand, long reserved, long revision) {
  /** Returns the units that can be bought now. */
  public long available() {
    return onHand - reserved;
  }
}
