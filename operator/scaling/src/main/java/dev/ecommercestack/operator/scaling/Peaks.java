package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The largest count that was recommended within a window of time.
 *
 * @param since when the first recommendation was made after which none is missing, or null
 * @param peaks maxima of successive tenths of the window
 */
public record Peaks(@Nullable Instant since, List<Peak> peaks) {
  static final Peaks NONE = new Peaks(null, List.of());

  private static final int PARTS = 10;

  /** Time without a recommendation after which the window begins anew. */
  private static final Duration GAP = Duration.ofSeconds(60);

  /**
   * A maximum.
   *
   * @param from when its time begins
   * @param pods the largest recommendation from then on
   */
  public record Peak(Instant from, int pods) {}

  Peaks add(Instant at, int pods, Duration window) {
    Duration part = window.dividedBy(PARTS);
    Instant oldest = at.minus(window).minus(part);
    List<Peak> kept = new ArrayList<>(peaks.size() + 1);
    for (Peak peak : peaks) {
      if (!peak.from().isBefore(oldest)) {
        kept.add(peak);
      }
    }
    Peak last = kept.isEmpty() ? null : kept.getLast();
    if (last != null && at.isBefore(last.from().plus(part))) {
      kept.set(kept.size() - 1, new Peak(last.from(), Math.max(last.pods(), pods)));
    } else {
      kept.add(new Peak(at, pods));
    }
    return new Peaks(since == null || gap(at, part) ? at : since, kept);
  }

  /** Whether recommendations are missing: nobody looked for long. */
  private boolean gap(Instant at, Duration part) {
    return !peaks.isEmpty() && at.isAfter(peaks.getLast().from().plus(part).plus(GAP));
  }

  /** Whether recommendations were made during the whole window. */
  boolean cover(Instant at, Duration window) {
    return since != null && !since.isAfter(at.minus(window));
  }

  int max() {
    return max(Instant.MIN);
  }

  /** Returns the largest recommendation since some time, and of the part in which that falls. */
  int max(Instant from) {
    int max = 0;
    for (int i = 0; i < peaks.size(); i++) {
      boolean over = i + 1 < peaks.size() && !peaks.get(i + 1).from().isAfter(from);
      max = over ? max : Math.max(max, peaks.get(i).pods());
    }
    return max;
  }
}
