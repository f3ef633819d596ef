package dev.ecommercestack.operator.manager.plan.stack;

import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.LagAutoscaling;
import dev.ecommercestack.operator.api.v1alpha1.component.ScalingMode;

/**
 * How many pods of a Deployment may run. The applied object has no replicas: within these bounds,
 * users and autoscalers set them.
 *
 * @param min fewest pods, at least 0
 * @param max most pods; the same as {@code min} when the count is fixed
 */
public record ReplicaBounds(int min, int max) {
  /** Any number: another autoscaler owns it. */
  public static final ReplicaBounds ANY = new ReplicaBounds(0, Integer.MAX_VALUE);

  /** Checks the bounds. */
  public ReplicaBounds {
    if (min < 0 || max < min) {
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
    return spec.autoscaling() instanceof LagAutoscaling lag && lag.mode() == ScalingMode.External
        ? ANY
        : new ReplicaBounds(spec.lowestReplicas(), spec.highestReplicas());
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
