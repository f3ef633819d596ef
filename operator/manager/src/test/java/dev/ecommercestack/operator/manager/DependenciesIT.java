package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.DEPENDENCIES_AVAILABLE;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.READY;
import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What services say about their backing services, and what becomes of it in the status. */
class DependenciesIT {

  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private final OperatorUnderTest operator = OperatorUnderTest.shared();

  @RegisterExtension final Shop shop = new Shop(operator.admin());

  private final Map<String, String> addresses = new HashMap<>();

  @BeforeEach
  void everyServiceRuns() {
    shop.create("{}").startEverything();
    RequiredBackings.of(Topology.load())
        .forEach(
            (service, needs) -> {
              if (Arrays.stream(Backing.values()).anyMatch(needs::includes)) {
                var address = "10.99.0." + ADDRESSES.incrementAndGet();
                addresses.put(service, address);
                shop.cluster().pods().run(service, address);
              }
            });
  }

  @Test
  void isNotReadyWhileAServiceCannotUseItsBroker() {
    addresses.keySet().forEach(service -> tell(service, List.of()));
    eventually().until(() -> shop.is(DEPENDENCIES_AVAILABLE, Status.TRUE));
    assertThat(shop.is(READY, Status.TRUE)).isTrue();

    tell("order", List.of("rabbit"));
    eventually().until(() -> shop.is(DEPENDENCIES_AVAILABLE, Status.FALSE));
    assertThat(message(DEPENDENCIES_AVAILABLE)).startsWith("order: rabbitmq (since ");
    assertThat(shop.is(READY, Status.FALSE)).isTrue();
    assertThat(shop.condition(READY).orElseThrow().reason()).isEqualTo("DependenciesDown");
    assertThat(shop.is(Condition.DEGRADED, Status.TRUE)).isTrue();
    eventually().until(() -> shop.events().contains("DependenciesDown"));

    tell("order", List.of());
    eventually().until(() -> shop.is(READY, Status.TRUE));
    assertThat(shop.is(DEPENDENCIES_AVAILABLE, Status.TRUE)).isTrue();
  }

  @Test
  void staysReadyWithoutItsCache() {
    addresses.keySet().forEach(service -> tell(service, List.of("redis")));
    eventually().until(() -> shop.is(DEPENDENCIES_AVAILABLE, Status.FALSE));
    assertThat(shop.condition(DEPENDENCIES_AVAILABLE).orElseThrow().reason())
        .isEqualTo("CacheDown");
    assertThat(message(DEPENDENCIES_AVAILABLE)).contains("event: redis", "product: redis");
    assertThat(shop.is(READY, Status.TRUE)).isTrue();
  }

  @Test
  void staysReadyWithServicesThatDoNotTell() {
    eventually()
        .until(
            () ->
                shop.is(DEPENDENCIES_AVAILABLE, Status.UNKNOWN)
                    && message(DEPENDENCIES_AVAILABLE).contains("order: it answers with HTTP 404"));
    assertThat(shop.is(READY, Status.TRUE)).isTrue();
  }

  private String message(String condition) {
    return shop.condition(condition).orElseThrow().message();
  }

  private void tell(String service, List<String> down) {
    var components =
        List.of("db", "kafka", "rabbit", "redis").stream()
            .map(
                component ->
                    "\"%s\":{\"status\":\"%s\"}"
                        .formatted(component, down.contains(component) ? "DOWN" : "UP"))
            .collect(Collectors.joining(","));
    operator.health().answer(Objects.requireNonNull(addresses.get(service)), components);
  }
}
