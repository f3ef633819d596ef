package dev.ecommercestack.operator.manager.plan;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;

/** Sizes in bytes, and how configuration files write them. */
final class Sizes {
  static final long MEBIBYTE = 1L << 20;

  private static final long STEP = 1024;
  private static final List<String> UNITS = List.of("Mi", "Gi", "Ti", "Pi");

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

  /**
   * A quantity of whole mebibytes, rounded up, in the largest unit that it is a whole number of: as
   * the API server writes it, which else would always seem to have something other than the plan.
   */
  static Quantity quantity(long bytes) {
    long amount = Math.ceilDiv(bytes, MEBIBYTE);
    int unit = 0;
    while (amount > 0 && amount % STEP == 0 && unit < UNITS.size() - 1) {
      amount /= STEP;
      unit++;
    }
    return new Quantity(amount + UNITS.get(unit));
  }
}
