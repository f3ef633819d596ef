package dev.ecommercestack.user.login;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast passwords may be guessed by one device, or for one account from one network: some
 * attempts are free, each further one waits twice as long as the one before.
 *
 * <p>Every attempt is counted as a failure before its password is looked at, and forgotten when the
 * password was right. Counting afterwards would let any number of simultaneous guesses pass before
 * the first was counted.
 *
 * @param freeAttempts failures without a delay
 * @param firstDelay delay after the first failure that is not free
 * @param maxDelay the longest delay
 * @param forgetAfter quiet time after which failures are forgotten
 */
public record ThrottlePolicy(
    int freeAttempts, Duration firstDelay, Duration maxDelay, Duration forgetAfter) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /**
   * What is known of earlier attempts.
   *
   * @param attempts failed or undecided attempts in a row
   * @param lastAttemptAt the latest of them
   * @param blockedUntil before this no attempt is admitted
   */
  public record State(int attempts, Instant lastAttemptAt, Instant blockedUntil) {}

  /** Whether an attempt goes ahead. */
  public sealed interface Decision {
    /**
     * The password may be compared.
     *
     * @param next what to remember now
     */
    record Admitted(State next) implements Decision {}

    /**
     * The password must not be compared.
     *
     * @param delay until the next attempt is admitted, at least a second
     */
    record Refused(Duration delay) implements Decision {}
  }

  /**
   * Decides on an attempt.
   *
   * @param known what was remembered; null when nothing was
   * @param now the time of the attempt
   */
  public Decision attempt(@Nullable State known, Instant now) {
    if (known != null && now.isBefore(known.blockedUntil())) {
      Duration delay = Duration.between(now, known.blockedUntil());
      return new Decision.Refused(delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay);
    }
    int attempts = known == null || isForgotten(known, now) ? 1 : known.attempts() + 1;
    return new Decision.Admitted(new State(attempts, now, now.plus(delayAfter(attempts))));
  }

  private boolean isForgotten(State known, Instant now) {
    return now.isAfter(known.lastAttemptAt().plus(forgetAfter));
  }

  private Duration delayAfter(int attempts) {
    int beyond = attempts - freeAttempts;
    if (beyond <= 0) {
      return Duration.ZERO;
    }
    // 2^30 seconds is beyond every maximum: larger shifts would overflow.
    Duration delay = firstDelay.multipliedBy(1L << Math.min(beyond - 1, 30));
    return delay.compareTo(maxDelay) > 0 ? maxDelay : delay;
  }
}
