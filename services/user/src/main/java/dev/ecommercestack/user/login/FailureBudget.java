package dev.ecommercestack.user.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many failures an account or a network may have in total. It is a leaky bucket: unlike the
 * delays of {@link ThrottlePolicy}, one attempt that succeeded can be taken out of it again,
 * however many others failed meanwhile.
 *
 * @param failures that are admitted at once
 * @param refill time after which one failure is forgotten
 */
record FailureBudget(int failures, Duration refill) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /**
   * Decides on an attempt.
   *
   * @param forgottenAt when all failures before will be forgotten; null without any
   * @param now the time of the attempt
   * @return how long to wait, at least a second; empty when a password may be compared
   */
  Optional<Duration> waitTime(@Nullable Instant forgottenAt, Instant now) {
    Duration wait =
        Duration.between(now, afterFailure(forgottenAt, now)).minus(refill.multipliedBy(failures));
    if (!wait.isPositive()) {
      return Optional.empty();
    }
    return Optional.of(wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait);
  }

  /**
   * Counts a failure.
   *
   * @param forgottenAt when all failures before will be forgotten; null without any
   * @param now the time of the attempt
   * @return when this one will be forgotten as well
   */
  Instant afterFailure(@Nullable Instant forgottenAt, Instant now) {
    return (forgottenAt == null || forgottenAt.isBefore(now) ? now : forgottenAt).plus(refill);
  }
}
