package dev.ecommercestack.bench.scaling.sim;

/**
 * What a run is judged by.
 *
 * @param secondsOver seconds in which the oldest message had waited longer than the drain time
 * @param replicaSeconds pods that existed, starting and leaving ones included, summed over time
 * @param actions changes of the number of replicas
 * @param oldestAge longest time that any message had waited, in seconds
 */
public record Score(int secondsOver, long replicaSeconds, int actions, int oldestAge) {
  /** Nothing yet, to add to. */
  public static final Score NONE = new Score(0, 0, 0, 0);

  /** Returns the sum of two, and the larger age. */
  public Score plus(Score other) {
    return new Score(
        secondsOver + other.secondsOver,
        replicaSeconds + other.replicaSeconds,
        actions + other.actions,
        Math.max(oldestAge, other.oldestAge));
  }
}
