package dev.ecommercestack.user.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The budget of failures of an account or a network, as a leaky bucket. Unlike the delays of {@link
 * ThrottlePolicy}, a successful attempt can be removed from it again, however many others have
 * failed since.
 *
 * @param failures the number of failures that are admitted at once
 * @param refill the time after which one failure is forgotten
 */
record FailureBudget(int failures, Duration refill) {
  private static final Duration MIN_WAIT = Duration.ofSeconds(1);

  /**
   * Decides on an attempt.
   *
   * @param forgottenAt the time at which all earlier failures are forgotten; null without any
   * @param now the time of the attempt
   * @return the time to wait, at least a second; empty if the attempt is admitted
   */
  Optional<Duration> waitTime(@Nullable Instant forgottenAt, Instant now) {
    Duration wait =
        Duration.between(now, afterFailure(forgottenAt, now)).minus(refill.multipliedBy(failures));
    if (!wait.isPositive()) {
      return Optional.empty();
    }
    return Optional.of(wait.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : wait);
  }

  /**
   * Counts a failure.
   *
   * @param forgottenAt the time at which all earlier failures are forgotten; null without any
   * @param now the time of the attempt
   * @return the time at which this failure is forgotten as well
   */
  Instant afterFailure(@Nullable Instant forgottenAt, Instant now) {
    return (forgottenAt == null || forgottenAt.isBefore(now) ? now : forgottenAt).plus(refill);
  }
}
