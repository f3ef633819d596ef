package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts of pods that were needed lately.
 *
 * @param since when the first one was added after which none is missing, or null
 * @param needs falling counts at some distance: what was needed before a larger or equal one is
 *     forgotten, and so is a smaller one soon after, so that a fall is one step
 */
public record RecentNeeds(@Nullable Instant since, List<Need> needs) {
  static final RecentNeeds NONE = new RecentNeeds(null, List.of());

  /**
   * A count.
   *
   * @param at time of the need
   * @param pods the count
   */
  public record Need(Instant at, int pods) {}

  RecentNeeds add(Instant at, int pods) {
    Instant oldest = at.minus(ScalingConstants.MOST_KEEP);
    List<Need> kept = new ArrayList<>(needs.size() + 1);
    for (Need need : needs) {
      if (need.pods() > pods && !need.at().isBefore(oldest)) {
        kept.add(need);
      }
    }
    if (kept.isEmpty()
        || Seconds.between(kept.getLast().at(), at) >= ScalingConstants.NEED_SECONDS) {
      kept.add(new Need(at, pods));
    }
    return new RecentNeeds(since == null || gap(at) ? at : since, kept);
  }

  /** Whether needs are missing: nobody looked for long. */
  private boolean gap(Instant at) {
    double seconds = Seconds.between(needs.getLast().at(), at);
    return seconds > ScalingConstants.READING_GAP;
  }

  /** Whether needs were added during the whole time. */
  boolean cover(Instant at, Duration time) {
    return since != null && !since.isAfter(at.minus(time));
  }

  /** Returns the largest need since some time, 0 without any. */
  int max(Instant from) {
    int max = 0;
    for (Need need : needs) {
      max = need.at().isBefore(from) ? max : Math.max(max, need.pods());
    }
    return max;
  }
}
