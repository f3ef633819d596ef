package dev.ecommercestack.operator.manager.dependencies;

import java.net.URI;

/** Reads the health of the backing services of one pod. */
@FunctionalInterface
public interface HealthReader {

  /** Path of the health group on the management port. */
  String PATH = "/actuator/health/dependencies";

  /**
   * Sends the request and waits for the answer, for a limited time. It never throws.
   *
   * @param address the URL of the health group of one pod
   */
  HealthAnswer read(URI address);
}
