package dev.ecommercestack.platform.outbox;

/**
 * The column {@code bucket}: relays of the version before lock the row of a bucket in {@code
 * outbox_bucket} to send its messages. Goes with that column when no such version runs any more.
 */
final class Buckets {
  /** How many rows the table {@code outbox_bucket} has. */
  static final int COUNT = 16;

  private Buckets() {}

  /** Returns the bucket of an order key; must never change for a key, or order would be lost. */
  static int of(String orderKey) {
    int hash = orderKey.hashCode();
    return Math.floorMod(hash ^ hash >>> 16, COUNT);
  }
}
