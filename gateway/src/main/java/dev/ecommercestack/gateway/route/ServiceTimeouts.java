package dev.ecommercestack.gateway.route;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long the gateway waits for responses of services: for the response to begin, and between its
 * parts. The defaults are in application.yaml; the values may change while the gateway runs. Routes
 * that need longer (logins, uploads, replays) have timeouts of their own.
 *
 * @param user the timeout of user
 * @param product the timeout of product
 * @param event the timeout of event
 * @param order the timeout of order
 * @param worker the timeout of worker
 */
@ConfigurationProperties(ServiceTimeouts.PREFIX)
record ServiceTimeouts(
    Duration user, Duration product, Duration event, Duration order, Duration worker) {
  static final String PREFIX = "gateway.timeouts";

  private static final Duration MIN = Duration.ofMillis(100);
  private static final Duration MAX = Duration.ofMinutes(10);

  ServiceTimeouts {
    check("user", user);
    check("product", product);
    check("event", event);
    check("order", order);
    check("worker", worker);
  }

  private static void check(String service, Duration timeout) {
    requireNonNull(timeout, PREFIX + "." + service + " is missing");
    if (timeout.compareTo(MIN) < 0 || timeout.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "%s.%s is %d ms: write a duration from 100ms to 10m"
              .formatted(PREFIX, service, timeout.toMillis()));
    }
  }

  /**
   * Returns the timeout of a service.
   *
   * @param service the name of the service in the registry
   */
  Duration of(String service) {
    return switch (service) {
      case "user" -> user;
      case "product" -> product;
      case "event" -> event;
      case "order" -> order;
      case "worker" -> worker;
      default -> throw new IllegalArgumentException("There is no service " + service);
    };
  }
}
