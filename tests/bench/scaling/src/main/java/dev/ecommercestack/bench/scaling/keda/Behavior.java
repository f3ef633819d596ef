package dev.ecommercestack.bench.scaling.keda;

import java.util.List;

/**
 * How fast a HorizontalPodAutoscaler may move: {@code spec.behavior} of autoscaling/v2. Of several
 * policies the one that allows the biggest change counts ({@code selectPolicy: Max}).
 *
 * @param up policies of scaling up
 * @param down policies of scaling down
 * @param downWindowSeconds stabilization window of scaling down: the highest recommendation within
 *     it counts
 */
public record Behavior(List<Policy> up, List<Policy> down, int downWindowSeconds) {
  /** Up by the double or four pods every 15 s, at once; down to any number after five minutes. */
  public static final Behavior DEFAULT =
      new Behavior(
          List.of(Policy.percent(100, 15), Policy.pods(4, 15)),
          List.of(Policy.percent(100, 15)),
          300);

  /** What a policy's value counts. */
  public enum Unit {
    /** Pods. */
    PODS,
    /** Per cent of the pods at the start of the period. */
    PERCENT
  }

  /**
   * A limit of change.
   *
   * @param unit what {@code value} counts
   * @param value the limit
   * @param periodSeconds time for which it holds
   */
  public record Policy(Unit unit, int value, int periodSeconds) {
    /** A limit in pods. */
    public static Policy pods(int value, int periodSeconds) {
      return new Policy(Unit.PODS, value, periodSeconds);
    }

    /** A limit in per cent. */
    public static Policy percent(int value, int periodSeconds) {
      return new Policy(Unit.PERCENT, value, periodSeconds);
    }

    int highest(int atStart) {
      return switch (unit) {
        case PODS -> atStart + value;
        case PERCENT -> (int) Math.ceil(atStart * (1 + value / 100.0));
      };
    }

    int lowest(int atStart) {
      return switch (unit) {
        case PODS -> atStart - value;
        case PERCENT -> (int) (atStart * (1 - value / 100.0));
      };
    }
  }
}
