package dev.ecommercestack.product.stock;

import java.util.UUID;

/** Data of the fact {@code stock-changed}: contracts/schemas/stock-changed.json. */
record StockChanged(UUID productId, long revision, String sku, long available) {
  static StockChanged of(StockLevel level) {
    return new StockChanged(level.productId(), level.revision(), level.sku(), level.available());
  }
}
