package dev.ecommercestack.operator.manager.dependencies;

import java.net.URI;

/** Asks one pod for the health of what it depends on. */
@FunctionalInterface
public interface HealthReader {

  /** Path of the health group on the management port. */
  String PATH = "/actuator/health/dependencies";

  /**
   * Asks and waits for the answer, for a bounded time. It never throws.
   *
   * @param address the health group of one pod
   */
  HealthAnswer read(URI address);
}
