package dev.ecommercestack.product;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The service's settings, all with a default in application.yaml.
 *
 * @param reservations how long goods are kept for orders
 * @param cache what Redis keeps
 */
@ConfigurationProperties("product")
public record ProductSettings(Reservations reservations, Cache cache) {

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
}
