package dev.ecommercestack.gateway.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;

/**
 * Whether there is somewhere to send requests: an instance of each service of the shop is known. A
 * gateway that has seen all of them stays up when one goes away later, as it still serves the
 * others; {@code missing} tells.
 */
@Component
class RoutesHealthIndicator implements HealthIndicator {
  private static final List<String> SERVICES = List.of("user", "product", "event", "order");

  private final DiscoveryClient discovery;
  private volatile boolean complete;

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
    complete |= missing.isEmpty();
    return (complete ? Health.up() : Health.outOfService())
        .withDetail("instances", instances)
        .withDetail("missing", missing)
        .build();
  }
}
