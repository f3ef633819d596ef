package dev.ecommercestack.common.outbox;

/** Divides messages among those who may send at the same time. */
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
