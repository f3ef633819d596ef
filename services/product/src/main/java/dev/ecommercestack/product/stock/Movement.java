package dev.ecommercestack.product.stock;

/**
 * A change of a product's stock, in pieces.
 *
 * @param onHand what comes (or, negative, goes)
 * @param reserved what is kept for orders from now on (or, negative, no longer)
 */
public record Movement(long onHand, long reserved) {

  /** Keeps pieces for an order. */
  public static Movement reserve(int quantity) {
    return new Movement(0, quantity);
  }

  /** Keeps pieces no longer. */
  public static Movement giveBack(int quantity) {
    return new Movement(0, -quantity);
  }

  /** Hands kept pieces out for good. */
  public static Movement sell(int quantity) {
    return new Movement(-quantity, -quantity);
  }

  /** Takes sold pieces back. */
  public static Movement takeBack(int quantity) {
    return new Movement(quantity, 0);
  }

  /** Counts pieces in or out. */
  public static Movement adjust(long delta) {
    return new Movement(delta, 0);
  }

  /** Returns whether there is more or less to buy afterwards. */
  public boolean changesAvailable() {
    return onHand != reserved;
  }
}
