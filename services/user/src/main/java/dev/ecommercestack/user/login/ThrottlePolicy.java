package dev.ecommercestack.user.login;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The delays after failed logins of one device, or for one account from one network: some failures
 * cause no delay, each further one doubles it.
 *
 * <p>Every attempt is counted as a failure before its password is compared, and the counter is
 * reset if the password was right. Counting afterwards would admit any number of concurrent
 * attempts before the first is counted.
 *
 * @param freeAttempts the number of failures without a delay
 * @param firstDelay the delay after the first further failure
 * @param maxDelay the longest delay
 * @param forgetAfter the time without failures after which they are forgotten
 */
public record ThrottlePolicy(
    int freeAttempts, Duration firstDelay, Duration maxDelay, Duration forgetAfter) {
  private static final Duration MIN_DELAY = Duration.ofSeconds(1);

  /**
   * The state of a counter.
   *
   * @param attempts the number of failed or undecided attempts in a row
   * @param lastAttemptAt the time of the latest of them
   * @param blockedUntil the time before which no attempt is admitted
   */
  public record State(int attempts, Instant lastAttemptAt, Instant blockedUntil) {}

  /** Whether an attempt is admitted. */
  public sealed interface Decision {
    /**
     * The password may be compared.
     *
     * @param next the state to store
     */
    record Admitted(State next) implements Decision {}

    /**
     * The password must not be compared.
     *
     * @param delay the time until the next attempt is admitted, at least a second
     */
    record Throttled(Duration delay) implements Decision {}
  }

  /**
   * Decides on an attempt.
   *
   * @param before the stored state; null without earlier attempts
   * @param now the time of the attempt
   */
  public Decision attempt(@Nullable State before, Instant now) {
    if (before != null && now.isBefore(before.blockedUntil())) {
      Duration delay = Duration.between(now, before.blockedUntil());
      return new Decision.Throttled(delay.compareTo(MIN_DELAY) < 0 ? MIN_DELAY : delay);
    }
    int attempts = before == null || isForgotten(before, now) ? 1 : before.attempts() + 1;
    return new Decision.Admitted(new State(attempts, now, now.plus(delayAfter(attempts))));
  }

  private boolean isForgotten(State before, Instant now) {
    return now.isAfter(before.lastAttemptAt().plus(forgetAfter));
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
