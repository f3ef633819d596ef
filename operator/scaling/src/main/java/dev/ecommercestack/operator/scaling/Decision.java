package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How many pods are to run, and why.
 *
 * @param desired pods that are to run from now on; to be made so as often as it is decided
 * @param current pods that were asked for when this was decided
 * @param action whether this decision begins a change: false while {@code desired} is what runs, or
 *     what an earlier decision asked for and the cluster does not show yet
 * @param limitedBy the limit that keeps the count from being another one, if there is one
 * @param numbers numbers behind the decision
 * @param cpuUnknown why the CPU use is not known though the policy has a target for it; it plays no
 *     part then
 * @param reason why, as one or more sentences for people
 * @param next the history to give to the next decision
 */
public record Decision(
    int desired,
    int current,
    boolean action,
    Optional<Limit> limitedBy,
    Numbers numbers,
    Optional<String> cpuUnknown,
    String reason,
    History next) {

  /**
   * What keeps the count from being another one.
   *
   * @param by the limit
   * @param sentence description of the limit, with a remedy
   */
  public record Limit(LimitedBy by, String sentence) {}

  /** What the count follows from. */
  public enum Basis {
    /** Arrival rate, backlog and measured service rate against the drain time. */
    DRAIN_TIME,
    /** Waiting messages over the lag threshold: no service rate was measured yet. */
    LAG_THRESHOLD,
    /** CPU use over its target. */
    CPU,
    /** Nothing is known about the queue: the count is held. */
    UNKNOWN
  }

  /**
   * What the decision was made from: of the queue that needs most, where there are several. What is
   * not known is empty, never zero.
   *
   * @param basis origin of the count
   * @param source name of the queue
   * @param lag messages that wait, those being handled included
   * @param arrivalPerSecond messages per second that arrive
   * @param servicePerReplica messages per second that one busy pod handles
   * @param predictedDrain time until the backlog is worked off by the desired pods, at most 24
   *     hours; empty also if it would never be
   * @param cap most pods that the queue can keep busy: its partitions, or its backlog over prefetch
   * @param need pods that the formula asks for, before caps and bounds, not rounded
   */
  public record Numbers(
      Basis basis,
      String source,
      OptionalLong lag,
      OptionalDouble arrivalPerSecond,
      OptionalDouble servicePerReplica,
      Optional<Duration> predictedDrain,
      OptionalInt cap,
      OptionalDouble need) {}
}
