package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A count of pods above which more of them bring nothing.
 *
 * @param pods the count
 * @param tried pods of the last attempt with more
 * @param perSecond messages per second that they handle
 * @param share what the last added pods brought of what they should have
 * @param until when it is tried again
 * @param patience how long that is; doubled each time that trying failed
 */
public record Ceiling(
    int pods, int tried, double perSecond, double share, Instant until, Duration patience) {
  /** Longest time between two attempts. */
  private static final Duration MOST = Duration.ofHours(1);

  /** A new attempt adds this share of pods, and at least one, instead of a jump into the dark. */
  private static final double ATTEMPT = 0.25;

  /** Returns the ceiling that a failed attempt shows: never above the one that was there before. */
  static Ceiling after(Trial trial, @Nullable Ceiling before, Instant at, Duration retry) {
    Duration patience = before == null ? retry : before.patience().multipliedBy(2);
    Duration bounded = patience.compareTo(MOST) > 0 ? MOST : patience;
    int pods = before == null ? trial.to() : Math.min(before.pods(), trial.to());
    return new Ceiling(pods, trial.to(), trial.after(), trial.share(), at.plus(bounded), bounded);
  }

  /** Whether it is time to forget it: for as long again as it was in force it was not tried. */
  boolean over(Instant at) {
    return at.isAfter(until.plus(patience));
  }

  /** Most pods to ask for now. */
  int most(Instant at) {
    return at.isBefore(until) ? pods : pods + Math.max(1, (int) (pods * ATTEMPT));
  }
}
