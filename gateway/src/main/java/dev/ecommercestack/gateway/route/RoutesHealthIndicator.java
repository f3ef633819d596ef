package dev.ecommercestack.gateway.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;

/**
 * Reports whether the gateway can pass requests on: it knows an instance of each service of the
 * shop. A gateway that has known all of them once stays up when one disappears later, because it
 * still serves the others; the detail {@code missing} names the services without an instance.
 */
@Component
class RoutesHealthIndicator implements HealthIndicator {
  private static final List<String> SERVICES = List.of("user", "product", "event", "order");

  private final DiscoveryClient discovery;
  private volatile boolean allServicesSeen;

  RoutesHealthIndicator(DiscoveryClient discovery) {
    this.discovery = discovery;
  }

  @Override
  public Health health() {
    Map<String, Integer> instances = new LinkedHashMap<>();
    SERVICES.forEach(service -> instances.put(service, discovery.getInstances(service).size()));
    List<String> missing =
        instances.entrySet().stream()
            .filter(service -> service.getValue() == 0)
            .map(Map.Entry::getKey)
            .toList();
    allServicesSeen |= missing.isEmpty();
    return (allServicesSeen ? Health.up() : Health.outOfService())
        .withDetail("instances", instances)
        .withDetail("missing", missing)
        .build();
  }
}
