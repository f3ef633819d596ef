package dev.ecommercestack.operator.scaling;

import java.time.Duration;
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
 * @param patience how long a rate is taken for true without being measured again; doubled each time
 *     that it was
 * @param slowdown what they did lately if that was much less, or null
 */
public record ServiceRate(
    double messages,
    double podSeconds,
    double seconds,
    @Nullable Instant learnedAt,
    Duration patience,
    @Nullable Slowdown slowdown) {
  private static final Duration LEAST_PATIENCE = Duration.ofHours(1);
  private static final Duration MOST_PATIENCE = Duration.ofHours(16);

  static final ServiceRate UNKNOWN = new ServiceRate(0, 0, 0, null, LEAST_PATIENCE);

  /**
   * Looks in a row in which pods were much slower than before, without the first of them, in which
   * they became so.
   *
   * @param messages handled in these
   * @param podSeconds for which pods were busy in these
   * @param seconds that they took
   */
  public record Slowdown(double messages, double podSeconds, double seconds) {}

  /** Makes a rate of pods that are not slower than they were. */
  public ServiceRate(
      double messages,
      double podSeconds,
      double seconds,
      @Nullable Instant learnedAt,
      Duration patience) {
    this(messages, podSeconds, seconds, learnedAt, patience, null);
  }

  /** Share by which a rate may differ from the one before and still confirm it. */
  private static final double SAME = 0.25;

  /** Memory in seconds of busy time. */
  private static final double MEMORY = 60;

  /**
   * Memory in seconds from when on pods are slower by more than chance: after a slow-down too few
   * pods run for as long as it is not believed.
   */
  private static final double MEMORY_IF_SLOWER = 12;

  /** Share of the rate below which pods are slower; nothing at all may be commits in bursts. */
  private static final double SLOWER = 0.6;

  /** Messages to be expected from which on so few of them are no chance. */
  private static final double NO_CHANCE = 10;

  /** Busy time and messages from which on the quotient is believed, also instead of another one. */
  private static final double ENOUGH_SECONDS = 10;

  private static final double ENOUGH_MESSAGES = 3;

  /** Messages that are remembered however long they took: of slow jobs a minute holds none. */
  private static final double LEAST_MEMORY = 10;

  /** Doublings of a rate that was not measured for long. */
  private static final double MOST_DOUBT = 3;

  boolean known() {
    return enough(seconds, messages);
  }

  private static boolean enough(double seconds, double messages) {
    return seconds >= ENOUGH_SECONDS && messages >= ENOUGH_MESSAGES;
  }

  /** Whether pods were busy when last looked at, but not yet for long enough. */
  boolean aboutToBeKnown(Instant seenAt) {
    return seconds > 0 && seconds < ENOUGH_SECONDS && seenAt.equals(learnedAt);
  }

  /** Messages per second of a busy pod; only where {@link #known()}. */
  double perReplica() {
    return messages / podSeconds;
  }

  /**
   * Messages per second that a busy pod might handle by now. Pods that are never busy show no
   * speed, so after a slow time they would be taken for slow for ever; hence what was measured long
   * ago is doubted more and more, until fewer pods are tried and show it.
   */
  double perReplicaAtBest(Instant at) {
    if (learnedAt == null) {
      return perReplica();
    }
    double periods = Times.seconds(learnedAt, at) / Times.seconds(patience);
    return perReplica() * StrictMath.pow(2, Math.clamp(periods - 1, 0, MOST_DOUBT));
  }

  ServiceRate learn(double handled, double pods, double duration, Instant at) {
    double expected = known() ? perReplica() * pods * duration : 0;
    boolean slower = handled > 0 && expected >= NO_CHANCE && handled < SLOWER * expected;
    Slowdown lately = slower ? slowdown(handled, pods * duration, duration) : null;
    if (lately != null && enough(lately.seconds(), lately.messages())) {
      double all = lately.seconds();
      return relearn(lately.messages(), lately.podSeconds() / all, all, at);
    }
    double faded = 1 - Times.weight(duration, slower ? MEMORY_IF_SLOWER : MEMORY);
    double keep = messages <= LEAST_MEMORY ? 1 : Math.max(faded, LEAST_MEMORY / messages);
    return new ServiceRate(
        keep * messages + handled,
        keep * podSeconds + pods * duration,
        seconds + duration,
        at,
        patience(handled / (pods * duration), at),
        lately);
  }

  private Slowdown slowdown(double handled, double time, double duration) {
    return slowdown == null
        ? new Slowdown(0, 0, 0)
        : new Slowdown(
            slowdown.messages() + handled,
            slowdown.podSeconds() + time,
            slowdown.seconds() + duration);
  }

  /** Forgets what pods did before and learns from this alone; how often it was confirmed stays. */
  ServiceRate relearn(double handled, double pods, double duration, Instant at) {
    double rate = handled / (pods * duration);
    return new ServiceRate(handled, pods * duration, duration, at, patience(rate, at));
  }

  private Duration patience(double rate, Instant at) {
    if (!known() || learnedAt == null || !at.isAfter(learnedAt.plus(patience))) {
      return patience;
    }
    if (Math.abs(rate / perReplica() - 1) > SAME) {
      return LEAST_PATIENCE;
    }
    return longer();
  }

  private Duration longer() {
    Duration doubled = patience.multipliedBy(2);
    return doubled.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : doubled;
  }

  /**
   * Takes the rate for true again though it was not measured: as few pods as only faster ones could
   * do with were tried and too few.
   */
  ServiceRate confirmed(Instant at) {
    return new ServiceRate(messages, podSeconds, seconds, at, longer());
  }

  /** Raises the rate to what pods were seen to handle without being busy all the time. */
  ServiceRate atLeast(double perReplica) {
    return known() && perReplica > perReplica()
        ? new ServiceRate(
            perReplica * podSeconds, podSeconds, seconds, learnedAt, patience, slowdown)
        : this;
  }
}
