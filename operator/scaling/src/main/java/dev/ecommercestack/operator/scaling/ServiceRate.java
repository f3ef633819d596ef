package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Messages per second that one busy pod handles: messages over pod-seconds of the time in which
 * pods had more to do than they could, both fading with time. A quotient of sums is right also
 * where commits come in bursts or a message takes longer than the time between two looks.
 *
 * @param messages handled by busy pods, fading
 * @param podSeconds for which pods were busy, fading
 * @param seconds for which there were busy pods, not fading
 * @param learnedAt when this was last learned, or null
 */
public record ServiceRate(
    double messages, double podSeconds, double seconds, @Nullable Instant learnedAt) {
  static final ServiceRate UNKNOWN = new ServiceRate(0, 0, 0, null);

  /** Memory in seconds of busy time. */
  private static final double MEMORY = 60;

  /** Busy time and messages from which on the quotient is believed. */
  private static final double ENOUGH_SECONDS = 10;

  private static final double ENOUGH_MESSAGES = 3;

  boolean known() {
    return seconds >= ENOUGH_SECONDS && messages >= ENOUGH_MESSAGES;
  }

  /** Messages per second of a busy pod; only where {@link #known()}. */
  double perReplica() {
    return messages / podSeconds;
  }

  ServiceRate learn(double handled, double pods, double duration, Instant at) {
    double keep = 1 - Times.weight(duration, MEMORY);
    return new ServiceRate(
        keep * messages + handled, keep * podSeconds + pods * duration, seconds + duration, at);
  }

  /** Raises the rate to what pods were seen to handle without being busy all the time. */
  ServiceRate atLeast(double perReplica) {
    return known() && perReplica > perReplica()
        ? new ServiceRate(perReplica * podSeconds, podSeconds, seconds, learnedAt)
        : this;
  }
}
