package dev.ecommercestack.product.stock;

import java.util.UUID;

/**
 * Data of the fact {@code stock-changed}: contracts/schemas/stock-changed.json.
 *
 * @param productId the id of the product
 * @param revision the number of changes of the available units, from 1
 * @param sku the product's stock keeping unit
 * @param available the units that can be bought now
 */
record StockChanged(UUID productId, long revision, String sku, long available) {
  static StockChanged of(StockLevel level) {
    return new StockChanged(level.productId(), level.revision(), level.sku(), level.available());
  }
}
