package dev.ecommercestack.operator.manager.plan;

import io.fabric8.kubernetes.api.model.Quantity;

/** Sizes in bytes, and how configuration files write them. */
final class Sizes {
  static final long MEBIBYTE = 1L << 20;

  private Sizes() {}

  /** Bytes of a quantity such as {@code 512Mi}. */
  static long bytes(Quantity quantity) {
    return quantity.getNumericalAmount().longValue();
  }

  /** Bytes of a quantity such as {@code 512Mi}. */
  static long bytes(String quantity) {
    return bytes(new Quantity(quantity));
  }

  /** Whole mebibytes, rounded down. */
  static long mebibytes(long bytes) {
    return bytes / MEBIBYTE;
  }

  /** A quantity of whole mebibytes, rounded up. */
  static Quantity quantity(long bytes) {
    return new Quantity(Math.ceilDiv(bytes, MEBIBYTE) + "Mi");
  }
}
