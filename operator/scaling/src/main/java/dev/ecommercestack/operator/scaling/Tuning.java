package dev.ecommercestack.operator.scaling;

import java.time.Duration;

/**
 * How decisions are made: constants with their reasons, the same for every user.
 *
 * @param headroom share of the arrival rate by which capacity is to exceed it; with none the
 *     backlog would only shrink by luck
 * @param startup time from decision to ready pods that is assumed until it was measured
 * @param rebalance time from ready pods to full speed of a consumer group that is assumed until it
 *     was measured
 * @param stabilization how long a smaller count must have sufficed before pods of a consumer group
 *     are taken away, which stops all of it, or pods whose speed is not known, or the last one; for
 *     others see {@link Hold}
 * @param blindGrace how long nothing is known before at least the minimum of pods is asked for
 * @param stalledAfter how long nothing must have been worked off for a consumer to be called
 *     stalled
 * @param downstreamShare share of the expected gain below which added pods are called useless
 * @param downstreamRetry how long no pods are added after that, before it is tried again
 * @param upsPerHour most additions of pods in an hour
 * @param downsPerHour most removals of pods in an hour; fewer than additions, so that a removal
 *     never uses up the right to add
 */
public record Tuning(
    double headroom,
    Duration startup,
    Duration rebalance,
    Duration stabilization,
    Duration blindGrace,
    Duration stalledAfter,
    double downstreamShare,
    Duration downstreamRetry,
    int upsPerHour,
    int downsPerHour) {

  /** Backlog, as a share of what pods do in the drain time, from which on a slow drain counts. */
  static final double BACKLOG_NOW = 0.25;

  /** Backlog that is accepted for the time when pods that are asked for now would work. */
  static final double BACKLOG_AHEAD = 0.5;

  /**
   * Share of the headroom that rounding to a useful count may eat up: from 6 of 12 partitions the
   * next useful count is 12, and a little headroom is not worth six pods.
   */
  static final double HEADROOM_TO_ROUND = 0.6;

  /** The same when pods are taken away: less, so that they are not added again. */
  static final double HEADROOM_TO_STAY = 0.4;

  /**
   * Seconds of a rising trend that a step covers beyond the time that its pods need to start: a
   * ramp is climbed in few steps, each of which costs the group a rebalance.
   */
  static final double STEP_SECONDS = 60;

  /**
   * Least time for which pods are kept while it is not known how fast they are, as after a start of
   * the operator without its history: time for them to show it.
   */
  static final Duration UNPROVEN = Duration.ofMinutes(10);

  /** Share of such pods that is taken away at once, and at least one. */
  static final double UNPROVEN_SHARE = 0.25;

  /** What the operator uses. */
  public static final Tuning DEFAULT =
      new Tuning(
          0.2,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMinutes(3),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          0.3,
          Duration.ofMinutes(10),
          40,
          30);

  /** Refuses what makes no sense. */
  public Tuning {
    if (!(headroom >= 0) || !(downstreamShare >= 0) || upsPerHour < 1 || downsPerHour < 0) {
      throw new IllegalArgumentException("headroom, shares and counts cannot be negative");
    }
  }
}
