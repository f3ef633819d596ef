package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The most that a pod was seen to handle, busy or not: as long as pods were not busy, how fast they
 * are is not known, but that they can do this much is.
 *
 * @param perPod messages per second of one pod
 * @param since when it was first seen
 */
public record Pace(double perPod, Instant since) {
  /** Share of more that is noise. */
  private static final double NOISE = 0.1;

  /** Time after which pods may be taken for faster, twice as fast after as long again. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** Doublings. */
  private static final double MOST = 3;

  /**
   * Returns what is known after a look: nothing that is needed if the speed of pods is.
   *
   * @param partitions of the queue, 0 if it has none
   */
  static @Nullable Pace after(
      @Nullable Pace before, SourceHistory queue, int ready, int partitions, Instant at) {
    Throughput throughput = queue.throughput();
    if (queue.service().known()) {
      return null;
    }
    if (!throughput.known() || ready == 0) {
      return before;
    }
    double now = throughput.perSecond() / Counts.worth(ready, partitions);
    if (before == null || now > (1 + NOISE) * before.perPod) {
      return new Pace(now, at);
    }
    return new Pace(Math.max(now, before.perPod), before.since);
  }

  /**
   * Messages per second that a pod may be tried with: what was seen, and more when it was long ago,
   * for pods that are never busy would else never show more.
   */
  double atBest(Instant at) {
    double periods = Times.seconds(since, at) / Times.seconds(PATIENCE);
    return perPod * StrictMath.pow(2, Math.clamp(periods - 1, 0, MOST));
  }
}
