package dev.ecommercestack.bench.scaling.keda;

import dev.ecommercestack.bench.scaling.keda.Behavior.Policy;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The HorizontalPodAutoscaler on one external metric of type AverageValue, after Kubernetes'
 * replica_calculator.go and horizontal.go: tolerance, stabilization window, policies, bounds.
 */
public final class HorizontalPodAutoscaler {
  /** The controller manager's default sync period. */
  public static final int SYNC_SECONDS = 15;

  private static final double TOLERANCE = 0.1;

  /** The API allows no policy with a longer period. */
  private static final int LONGEST_PERIOD = 1800;

  private record Recommendation(int second, int replicas) {}

  private record Change(int second, int replicas) {}

  private final Behavior behavior;
  private final int target;
  private final int min;
  private final int max;
  private final Deque<Recommendation> recommendations = new ArrayDeque<>();
  private final Deque<Change> changes = new ArrayDeque<>();

  /**
   * Makes one.
   *
   * @param target value of the metric per pod
   * @param min least replicas, at least 1
   * @param max most replicas
   */
  public HorizontalPodAutoscaler(Behavior behavior, int target, int min, int max) {
    this.behavior = behavior;
    this.target = target;
    this.min = min;
    this.max = max;
  }

  /**
   * Does one sync.
   *
   * @param second now
   * @param current replicas of the scale subresource, at least 1
   * @param metric total of the metric
   * @return the replicas to set
   */
  public int sync(int second, int current, long metric) {
    int stable = stabilized(second, current, recommended(current, metric));
    int next = Math.clamp(limited(second, current, stable), min, max);
    forgetChanges(second);
    if (next != current) {
      changes.addLast(new Change(second, next - current));
    }
    return next;
  }

  private void forgetChanges(int second) {
    while (!changes.isEmpty() && changes.peekFirst().second() < second - LONGEST_PERIOD) {
      changes.removeFirst();
    }
  }

  private int recommended(int current, long metric) {
    double ratio = metric / ((double) target * current);
    if (1 - TOLERANCE <= ratio && ratio <= 1 + TOLERANCE) {
      return current;
    }
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil((double) metric / target));
  }

  private int stabilized(int second, int current, int recommended) {
    while (!recommendations.isEmpty()
        && recommendations.peekFirst().second() <= second - behavior.downWindowSeconds()) {
      recommendations.removeFirst();
    }
    recommendations.addLast(new Recommendation(second, recommended));
    int highest = recommended;
    for (Recommendation each : recommendations) {
      highest = Math.max(highest, each.replicas());
    }
    return recommended >= current ? recommended : Math.min(current, highest);
  }

  private int limited(int second, int current, int wanted) {
    if (wanted > current) {
      int most = Integer.MIN_VALUE;
      for (Policy policy : behavior.up()) {
        most = Math.max(most, policy.highest(atStartOf(policy, second, current)));
      }
      return Math.min(wanted, Math.max(most, current));
    }
    int least = Integer.MAX_VALUE;
    for (Policy policy : behavior.down()) {
      least = Math.min(least, policy.lowest(atStartOf(policy, second, current)));
    }
    return Math.max(wanted, Math.min(least, current));
  }

  private int atStartOf(Policy policy, int second, int current) {
    int start = current;
    for (Change change : changes) {
      if (change.second() > second - policy.periodSeconds()) {
        start -= change.replicas();
      }
    }
    return start;
  }
}
