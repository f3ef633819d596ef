package dev.ecommercestack.worker;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The service's settings, all with a default in application.yaml. The number of jobs that an
 * instance processes at a time is there too, by type under {@code worker.concurrency}.
 *
 * @param retry the schedule of attempts after a failure
 * @param lifetime the time for which a job that has ended is kept
 */
@ConfigurationProperties("worker")
public record WorkerSettings(RetrySettings retry, Duration lifetime) {

  /**
   * The schedule of attempts after a failure. The job waits in the database, so that its queue is
   * not blocked.
   *
   * @param firstDelay the delay after the first failure; doubles with each further failure
   * @param longestDelay the longest delay
   * @param failures the number of failures after which the job is parked
   * @param poll the pause between two queries for due jobs
   */
  public record RetrySettings(
      Duration firstDelay, Duration longestDelay, int failures, Duration poll) {
    /** Rejects settings with which no job could be attempted. */
    public RetrySettings {
      if (failures < 1) {
        throw new IllegalArgumentException(
            "worker.retry.failures is %d: choose 1 or more".formatted(failures));
      }
      if (!firstDelay.isPositive() || longestDelay.compareTo(firstDelay) < 0) {
        throw new IllegalArgumentException(
            "worker.retry.first-delay is %s, longest-delay %s: choose delays above 0, the longest not below the first"
                .formatted(firstDelay, longestDelay));
      }
    }

    /**
     * Returns the delay after a failure.
     *
     * @param failure the number of the failure, from 1
     */
    public Duration delay(int failure) {
      Duration delay = firstDelay;
      for (int i = 1; i < failure && delay.compareTo(longestDelay) < 0; i++) {
        delay = delay.multipliedBy(2);
      }
      return delay.compareTo(longestDelay) > 0 ? longestDelay : delay;
    }
  }
}
