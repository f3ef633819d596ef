package dev.ecommercestack.operator.manager.plan.stack;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;

/** Sizes in bytes, and how configuration files write them. */
public final class Sizes {
  /** Bytes of a mebibyte. */
  public static final long MEBIBYTE = 1L << 20;

  private static final long UNIT_FACTOR = 1024;
  private static final List<String> UNITS = List.of("Mi", "Gi", "Ti", "Pi");

  private Sizes() {}

  /** Bytes of a quantity such as {@code 512Mi}. */
  public static long bytes(Quantity quantity) {
    return quantity.getNumericalAmount().longValue();
  }

  /** Bytes of a quantity such as {@code 512Mi}. */
  public static long bytes(String quantity) {
    return bytes(new Quantity(quantity));
  }

  /** Whole mebibytes, rounded down. */
  public static long mebibytes(long bytes) {
    return bytes / MEBIBYTE;
  }

  /**
   * A quantity of whole mebibytes, rounded up, in the largest unit that it is a whole number of: as
   * the API server writes it, which else would always seem to have something other than the plan.
   */
  public static Quantity quantity(long bytes) {
    long amount = Math.ceilDiv(bytes, MEBIBYTE);
    int unit = 0;
    while (amount > 0 && amount % UNIT_FACTOR == 0 && unit < UNITS.size() - 1) {
      amount /= UNIT_FACTOR;
      unit++;
    }
    return new Quantity(amount + UNITS.get(unit));
  }
}
