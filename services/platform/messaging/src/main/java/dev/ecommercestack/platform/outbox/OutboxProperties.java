package dev.ecommercestack.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the outbox relays.
 *
 * @param batchSize the largest number of messages that are sent together
 * @param pollInterval how often the table is read without a signal
 * @param firstBackoff the pause after the first failure; it doubles with each further one
 * @param longestBackoff the largest pause
 */
@ConfigurationProperties("service.outbox")
public record OutboxProperties(
    int batchSize, Duration pollInterval, Duration firstBackoff, Duration longestBackoff) {

  /** Returns the pause after that number of failures in a row. */
  Duration backoff(int failures) {
    int doublings = Math.clamp(failures - 1L, 0, 20);
    Duration pause = firstBackoff.multipliedBy(1L << doublings);
    return pause.compareTo(longestBackoff) > 0 ? longestBackoff : pause;
  }
}
