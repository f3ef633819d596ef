package dev.ecommercestack.operator.manager.plan.stack;

import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;

/**
 * How many pods of a Deployment may run. The applied object has no replicas: within these bounds,
 * users and autoscalers set them.
 *
 * @param min fewest pods, at least 1
 * @param max most pods; the same as {@code min} when the count is fixed
 */
public record ReplicaBounds(int min, int max) {

  /** Checks the bounds. */
  public ReplicaBounds {
    if (min < 1 || max < min) {
      throw new IllegalArgumentException(
          "No number of pods lies from %d to %d".formatted(min, max));
    }
  }

  /**
   * Returns the bounds of a service.
   *
   * @param spec the service's part of the spec
   */
  public static ReplicaBounds of(ComponentSpec spec) {
    return new ReplicaBounds(spec.lowestReplicas(), spec.highestReplicas());
  }

  /**
   * Returns the allowed number of pods that is closest to the current one.
   *
   * @param current the current number of pods
   */
  public int clamp(int current) {
    return Math.clamp(current, min, max);
  }
}
