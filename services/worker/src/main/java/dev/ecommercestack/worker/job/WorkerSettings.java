package dev.ecommercestack.worker.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The service's settings, all with a default in application.yaml. How many jobs of a kind one
 * instance does at a time stands there too, under {@code worker.concurrency}.
 *
 * @param retry when a job that failed is tried again
 * @param farewell how long jobs in hand may take when the service leaves
 * @param lifetime for how long is known what became of a job
 */
@ConfigurationProperties("worker")
public record WorkerSettings(Retry retry, Duration farewell, Duration lifetime) {

  /**
   * When a job that failed is tried again. Meanwhile it waits in the database, so others pass.
   *
   * @param firstDelay after the first failure; doubles with each further one
   * @param longestDelay what that never exceeds
   * @param failures after so many the job goes to the parking lot
   * @param poll how often the database is asked for what is due
   */
  public record Retry(Duration firstDelay, Duration longestDelay, int failures, Duration poll) {
    /** Refuses settings with which no job could be tried. */
    public Retry {
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
     * @param failure 1 for the first
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
