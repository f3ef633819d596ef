package dev.ecommercestack.contracts.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.ConnectionDemand.ServiceDemand;
import dev.ecommercestack.contracts.topology.Topology;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ConnectionDemandTest {
  private static final Topology TOPOLOGY = Topology.load();

  @Test
  void countsEveryPodAndOneMoreOfEachServiceWithDatabase() {
    ConnectionDemand demand =
        ConnectionDemand.of(TOPOLOGY, Map.of("gateway", 10, "event", 12, "worker", 20));
    assertThat(demand.services())
        .containsExactly(new ServiceDemand("event", 13, 12), new ServiceDemand("worker", 21, 10));
    assertThat(demand.total()).isEqualTo(13 * 12 + 21 * 10 + ConnectionDemand.DECLARE);
    assertThat(demand).asString().startsWith("event 13 x 12, worker 21 x 10, declare 3;");
  }

  @Test
  void knowsTheDatabaseOfEveryService() {
    assertThat(ConnectionDemand.of(TOPOLOGY, maxReplicas(1)).services())
        .extracting(ServiceDemand::service)
        .containsExactlyInAnyOrder("product", "event", "order", "user", "worker");
  }

  @Property(tries = 50)
  void morePodsNeedMoreConnections(@ForAll @IntRange(min = 1, max = 500) int replicas) {
    assertThat(ConnectionDemand.of(TOPOLOGY, maxReplicas(replicas + 1)).total())
        .isGreaterThan(ConnectionDemand.of(TOPOLOGY, maxReplicas(replicas)).total());
  }

  private static Map<String, Integer> maxReplicas(int replicas) {
    return TOPOLOGY.services().stream()
        .collect(Collectors.toMap(service -> service, service -> replicas));
  }
}
