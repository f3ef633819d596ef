package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;

/**
 * A count of pods above which more of them bring nothing.
 *
 * @param pods the count
 * @param perSecond messages per second that they handle
 * @param share what the last added pods brought of what they should have
 * @param until when it is tried again
 * @param patience how long that is; doubled each time that trying failed
 */
public record Ceiling(int pods, double perSecond, double share, Instant until, Duration patience) {
  /** Longest time between two attempts. */
  private static final Duration MOST = Duration.ofHours(1);

  /** A new attempt adds this share of pods, and at least one, instead of a jump into the dark. */
  private static final double ATTEMPT = 0.25;

  static Ceiling after(Trial trial, Instant at, Duration retry) {
    Duration patience = retry.compareTo(MOST) > 0 ? MOST : retry;
    return new Ceiling(trial.to(), trial.after(), trial.share(), at.plus(patience), patience);
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
