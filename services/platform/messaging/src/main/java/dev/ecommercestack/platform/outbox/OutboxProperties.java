package dev.ecommercestack.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How messages are sent on.
 *
 * @param batchSize messages that are sent together
 * @param pollInterval how often the table is looked at when nobody says that there is something
 * @param firstBackoff the pause after a failure; doubled after each further one
 * @param longestBackoff what the pause never exceeds
 */
@ConfigurationProperties("service.outbox")
public record OutboxProperties(
    int batchSize, Duration pollInterval, Duration firstBackoff, Duration longestBackoff) {

  /** Returns the pause after so many failures in a row. */
  Duration backoff(int failures) {
    int doublings = Math.clamp(failures - 1L, 0, 20);
    Duration pause = firstBackoff.multipliedBy(1L << doublings);
    return pause.compareTo(longestBackoff) > 0 ? longestBackoff : pause;
  }
}
