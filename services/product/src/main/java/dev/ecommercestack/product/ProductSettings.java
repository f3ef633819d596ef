package dev.ecommercestack.product;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The service's settings, all with a default in application.yaml.
 *
 * @param reservations how long goods are kept for orders
 * @param cache what Redis keeps
 * @param imports lists of products that are uploaded
 * @param search what a search may use of the database
 */
@ConfigurationProperties("product")
public record ProductSettings(
    Reservations reservations, Cache cache, Imports imports, Search search) {

  /**
   * How long goods are kept for orders.
   *
   * @param longestTtl what an order may ask for at most
   * @param sweepInterval how often an instance looks for reservations whose time is over
   * @param sweepLimit how many it ends each time at most, so that leaving is never delayed for long
   */
  public record Reservations(Duration longestTtl, Duration sweepInterval, int sweepLimit) {}

  /**
   * What Redis keeps.
   *
   * @param itemLifetime a product, at most; a change replaces it at once
   * @param listLifetime the first page of a list, at most; a change forgets it at once
   * @param pause for how long Redis is not asked after it failed
   */
  public record Cache(Duration itemLifetime, Duration listLifetime, Duration pause) {}

  /**
   * Lists of products that are uploaded.
   *
   * @param maxBody how long a list may be; the gateway has a limit of its own
   * @param longestRun after which an import that the worker has not ended has failed
   * @param lifetime for how long is known what became of one
   * @param sweepInterval how often an instance looks for those whose time is over
   */
  public record Imports(
      DataSize maxBody, Duration longestRun, Duration lifetime, Duration sweepInterval) {}

  /**
   * What a search may use of the database.
   *
   * @param connections how many searches an instance sends to the database at a time
   * @param longestWait for how long a search waits for one of them; then it is refused
   * @param timeLimit for how long a search may take; then it is ended
   * @param utilization the share of the time in which a connection may be busy, above 0, at most 1
   */
  public record Search(
      int connections, Duration longestWait, Duration timeLimit, double utilization) {}
}
