package dev.ecommercestack.operator.scaling;

/**
 * The pods as the cluster shows them.
 *
 * @param desired how many are asked for now ({@code spec.replicas})
 * @param ready how many of them are ready
 * @param rolloutRunning whether pods are being replaced, for example by a new image: not because of
 *     scaling
 */
public record Replicas(int desired, int ready, boolean rolloutRunning) {
  /** Refuses negative counts. */
  public Replicas {
    if (desired < 0 || ready < 0) {
      throw new IllegalArgumentException("negative replica count: " + desired + ", " + ready);
    }
  }

  /** Returns pods that all are ready, with no rollout. */
  public static Replicas steady(int count) {
    return new Replicas(count, count, false);
  }
}
