package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;

/**
 * How many pods of a Deployment may run. The count itself is no part of the applied object: within
 * these bounds it belongs to whoever scales.
 *
 * @param least fewest pods, at least 1
 * @param most most pods; the same as {@code least} when the count is fixed
 */
public record Scale(int least, int most) {

  /** Checks the bounds. */
  public Scale {
    if (least < 1 || most < least) {
      throw new IllegalArgumentException(
          "No number of pods lies from %d to %d".formatted(least, most));
    }
  }

  static Scale of(ComponentSpec spec) {
    return new Scale(spec.lowestReplicas(), spec.highestReplicas());
  }

  /** The allowed count that is closest to the one there is. */
  public int nearest(int current) {
    return Math.clamp(current, least, most);
  }
}
