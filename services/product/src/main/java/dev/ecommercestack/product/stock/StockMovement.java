package dev.ecommercestack.product.stock;

/**
 * A change of a product's stock, in units.
 *
 * @param onHand the units that are added to the units on hand; negative if they are removed
 * @param reserved the units that are added to the reserved units; negative if they are removed
 */
public record StockMovement(long onHand, long reserved) {

  /** Reserves units for an order. */
  public static StockMovement reserve(int quantity) {
    return new StockMovement(0, quantity);
  }

  /** Returns reserved units to the available ones. */
  public static StockMovement release(int quantity) {
    return new StockMovement(0, -quantity);
  }

  /** Removes reserved units that an order has bought. */
  public static StockMovement sell(int quantity) {
    return new StockMovement(-quantity, -quantity);
  }

  /** Adds units that were sold and returned. */
  public static StockMovement restock(int quantity) {
    return new StockMovement(quantity, 0);
  }

  /** Adds units (or, negative, removes them) by a stock count. */
  public static StockMovement adjust(long delta) {
    return new StockMovement(delta, 0);
  }

  /** Returns whether the number of available units differs afterwards. */
  public boolean changesAvailable() {
    return onHand != reserved;
  }
}
