package dev.ecommercestack.product;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The service's settings, all with a default in application.yaml.
 *
 * @param reservations the duration and expiry of reservations
 * @param cache the lifetimes of products and lists in Redis
 * @param imports the limits of uploaded lists
 * @param search the limits of searches
 */
@ConfigurationProperties("product")
public record ProductSettings(
    ReservationSettings reservations,
    CacheSettings cache,
    ImportSettings imports,
    SearchSettings search) {

  /**
   * The duration and expiry of reservations.
   *
   * @param longestTtl the longest time for which an order may reserve stock
   * @param sweepInterval the pause between two searches of an instance for overdue reservations
   * @param sweepLimit the highest number of reservations that one search ends, so that a shutdown
   *     is not delayed for long
   */
  public record ReservationSettings(Duration longestTtl, Duration sweepInterval, int sweepLimit) {}

  /**
   * The lifetimes of products and lists in Redis.
   *
   * @param itemLifetime the longest time for which a product is cached; a change replaces it at
   *     once
   * @param listLifetime the longest time for which the first page of a list is cached; a change
   *     invalidates it at once
   * @param pause the time for which Redis is not used after it failed
   */
  public record CacheSettings(Duration itemLifetime, Duration listLifetime, Duration pause) {}

  /**
   * The limits of uploaded lists.
   *
   * @param maxBody the longest list; the gateway has a limit of its own
   * @param longestRun the time after which an import fails that the worker has not ended
   * @param lifetime the time for which an import and the outcomes of its rows are kept
   * @param sweepInterval the pause between two searches of an instance for overdue and old imports
   */
  public record ImportSettings(
      DataSize maxBody, Duration longestRun, Duration lifetime, Duration sweepInterval) {}

  /**
   * The limits of searches.
   *
   * @param connections the number of searches that an instance sends to the database at a time
   * @param longestWait the time for which a search waits for a connection; then it is refused
   * @param timeLimit the time that a search may take; then it is canceled
   * @param utilization the share of the time in which a connection may be busy, above 0, at most 1
   */
  public record SearchSettings(
      int connections, Duration longestWait, Duration timeLimit, double utilization) {}
}
