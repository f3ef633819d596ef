package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * CPU use of all pods together, smoothed. The sum and not the share of one pod is smoothed, for
 * what each of them uses falls when pods are added while the sum stays.
 *
 * @param pods that would use all of their request
 * @param seenAt time of the newest value, or null
 */
public record CpuUse(double pods, @Nullable Instant seenAt) {
  static final CpuUse UNKNOWN = new CpuUse(0, null);

  CpuUse after(double share, int ready, Instant at) {
    double now = share * ready;
    if (seenAt == null) {
      return new CpuUse(now, at);
    }
    double seconds = Math.max(0, Seconds.between(seenAt, at));
    double weight = Seconds.weight(seconds, ScalingConstants.CPU_MEMORY);
    return new CpuUse(pods + weight * (now - pods), at);
  }

  /** Returns the pods with which they would be at their target. */
  int needed(int ready, double target) {
    double aim = target * ready;
    boolean near = Math.abs(pods - aim) <= ScalingConstants.CPU_TOLERANCE * aim;
    return near ? ready : Load.whole(pods / target);
  }
}
