package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * CPU use of all pods together, smoothed. The sum and not the share of one pod is smoothed, for
 * what each of them uses falls when pods are added while the sum stays.
 *
 * @param pods that would use all of their request
 * @param seenAt when it was last seen, or null
 * @param freshAt when pods were last seen to have just been started or replaced, or null
 */
public record CpuUse(double pods, @Nullable Instant seenAt, @Nullable Instant freshAt) {
  static final CpuUse UNKNOWN = new CpuUse(0, null, null);

  /**
   * Time after their start for which pods use more than they will: a virtual machine that loads and
   * compiles classes. As the HPA's cpu-initialization-period, which is longer.
   */
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private static final double MEMORY = 30;

  /** Difference from the target that is not acted upon, as a share of it; that of the HPA. */
  private static final double TOLERANCE = 0.1;

  /** Whether a share can have been measured: a quotient of nothing is no number. */
  private static boolean possible(double share) {
    return Double.isFinite(share) && share >= 0;
  }

  /** Returns what was measured, or that it is not known if it cannot have been. */
  static Measurement<Double> checked(Measurement<Double> use) {
    return use instanceof Measurement.Known<Double>(Double share, Instant _) && !possible(share)
        ? Measurement.unknown("what was measured is no share of the request")
        : use;
  }

  CpuUse after(double share, int ready, Instant at) {
    double now = share * ready;
    if (seenAt == null || !possible(pods)) {
      return new CpuUse(now, at, freshAt);
    }
    double seconds = Times.seconds(seenAt, at);
    return seconds <= 0
        ? this
        : new CpuUse(pods + Times.weight(seconds, MEMORY) * (now - pods), at, freshAt);
  }

  /** With pods that have just been started or replaced. */
  CpuUse fresh(Instant at) {
    return new CpuUse(pods, seenAt, at);
  }

  /** Whether what pods use now says what they will go on using: none is fresh any more. */
  boolean settled(Instant at) {
    return freshAt == null || !at.isBefore(freshAt.plus(WARM_UP));
  }

  /** Returns the pods with which they would be at their target. */
  int needed(int ready, double target) {
    double aim = target * ready;
    return Math.abs(pods - aim) <= TOLERANCE * aim ? ready : Counts.whole(pods / target);
  }
}
