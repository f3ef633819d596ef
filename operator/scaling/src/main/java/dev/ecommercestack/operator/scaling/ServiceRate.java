package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Messages per second that one busy pod handles: messages over pod-seconds of the time in which
 * pods had more to do than they could, both fading. A quotient of sums is right also where commits
 * come in bursts or a message takes longer than the time between two readings.
 *
 * @param messages handled by busy pods, fading
 * @param podSeconds for which pods were busy, fading
 * @param seconds for which there were busy pods, not fading
 * @param idlePodSeconds for which busy pods have handled nothing up to now
 * @param learnedAt time at which this was last learned, or null
 * @param slowdown recent work of pods that became much slower, or null
 */
public record ServiceRate(
    double messages,
    double podSeconds,
    double seconds,
    double idlePodSeconds,
    @Nullable Instant learnedAt,
    @Nullable Slowdown slowdown) {
  static final ServiceRate UNKNOWN = new ServiceRate(0, 0, 0, 0, null, null);

  /**
   * Readings in a row in which pods were much slower than before, without the first of them, in
   * which they became so.
   *
   * @param messages handled in these
   * @param podSeconds for which pods were busy in these
   * @param seconds that they took
   */
  public record Slowdown(double messages, double podSeconds, double seconds) {}

  boolean known() {
    return enough(seconds, messages);
  }

  private static boolean enough(double seconds, double messages) {
    return seconds >= ScalingConstants.ENOUGH_BUSY_SECONDS
        && messages >= ScalingConstants.ENOUGH_MESSAGES;
  }

  /** Messages per second of a busy pod; only where {@link #known()}. */
  double perPod() {
    return messages / podSeconds;
  }

  /**
   * Most messages per second that a busy pod may be expected to handle while its rate is not known:
   * those that it handled and the one that it may finish any moment, over the time. Infinite until
   * pods were busy for long enough to say so.
   */
  double atMost() {
    double time = podSeconds + idlePodSeconds;
    return time < ScalingConstants.HANG_SECONDS || Mechanism.SLOW_JOBS.off()
        ? Double.POSITIVE_INFINITY
        : (messages + 1) / time;
  }

  /**
   * How many times as fast pods may be by now. Pods that are never busy show no speed, so after a
   * slow time they would be taken for slow for ever; hence an old measurement is doubted more and
   * more, until fewer pods are tried and show their speed.
   */
  double doubt(Instant at) {
    if (learnedAt == null || Mechanism.DOUBT.off()) {
      return 1;
    }
    double periods = Seconds.between(learnedAt, at) / Seconds.of(ScalingConstants.DOUBT_AFTER);
    return StrictMath.pow(2, Math.clamp(periods - 1, 0, ScalingConstants.MOST_DOUBT));
  }

  /**
   * Returns the rate after some busy pods handled some messages. Time without any counts when the
   * next ones are handled, as these may be committed in bursts, unless it was so long that the
   * consumers hung.
   */
  ServiceRate learn(double handled, double pods, double duration, Instant at) {
    double busy = pods * duration;
    if (handled == 0) {
      return new ServiceRate(
          messages, podSeconds, seconds, idlePodSeconds + busy, learnedAt, slowdown);
    }
    double time = idle(pods, ScalingConstants.HANG_SECONDS) ? busy : busy + idlePodSeconds;
    double expected = known() ? perPod() * time : 0;
    boolean slower =
        expected >= ScalingConstants.NO_CHANCE
            && handled < ScalingConstants.SLOWER * expected
            && !Mechanism.SLOWDOWN.off();
    Slowdown lately = slower ? slowdown(handled, time, duration) : null;
    if (lately != null && enough(lately.seconds(), lately.messages())) {
      return new ServiceRate(lately.messages(), lately.podSeconds(), lately.seconds(), 0, at, null);
    }
    double keep = 1 - Seconds.weight(duration, ScalingConstants.SERVICE_MEMORY);
    return new ServiceRate(
        keep * messages + handled, keep * podSeconds + time, seconds + duration, 0, at, lately);
  }

  /** Whether busy pods have just handled nothing though messages were to be expected. */
  boolean pauses(int pods) {
    return idle(pods, ScalingConstants.PAUSE_SECONDS);
  }

  private boolean idle(double pods, double least) {
    return known()
        && idlePodSeconds >= least * pods
        && idlePodSeconds * perPod() > ScalingConstants.STALLED_MESSAGES;
  }

  /** Takes the rate for true again: pods that only faster ones can do without were missed. */
  ServiceRate confirmed(Instant at) {
    return new ServiceRate(messages, podSeconds, seconds, idlePodSeconds, at, slowdown);
  }

  private Slowdown slowdown(double handled, double time, double duration) {
    return slowdown == null
        ? new Slowdown(0, 0, 0)
        : new Slowdown(
            slowdown.messages() + handled,
            slowdown.podSeconds() + time,
            slowdown.seconds() + duration);
  }
}
