package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * CPU use of the pods, smoothed.
 *
 * @param share of their request, 1 = all of it
 * @param seenAt when it was last seen, or null
 */
public record CpuUse(double share, @Nullable Instant seenAt) {
  static final CpuUse UNKNOWN = new CpuUse(0, null);

  private static final double MEMORY = 30;

  /** Difference from the target that is not acted upon, as a share of it; that of the HPA. */
  private static final double TOLERANCE = 0.1;

  CpuUse after(double shareNow, Instant at) {
    if (seenAt == null) {
      return new CpuUse(shareNow, at);
    }
    double seconds = Times.seconds(seenAt, at);
    return seconds <= 0
        ? this
        : new CpuUse(share + Times.weight(seconds, MEMORY) * (shareNow - share), at);
  }

  /** Returns the pods with which they would be at their target. */
  int pods(int ready, double target) {
    double ratio = share / target;
    return Math.abs(ratio - 1) <= TOLERANCE ? ready : Counts.whole(ready * ratio);
  }
}
