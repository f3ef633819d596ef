package dev.ecommercestack.gateway.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.topology.RabbitMqTopology.JobQueue;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.gateway.route.RouteLookup;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Who consumes from a queue tells about its parking lot, and replays it. */
class ParkingLotsTest {
  private static final List<JobQueue> QUEUES = Topology.load().rabbitmq().queues();

  @Test
  void readsParkingLotsOfEveryQueueConsumer() {
    assertThat(QUEUES.stream().flatMap(queue -> queue.consumers().stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(AggregateRoutes.QUEUE_CONSUMERS);
  }

  @Test
  void routesReplayOfQueueToItsConsumer() {
    assertThat(QUEUES)
        .isNotEmpty()
        .allSatisfy(
            queue ->
                assertThat(queue.consumers())
                    .singleElement()
                    .satisfies(
                        consumer ->
                            assertThat(
                                    RouteLookup.findServiceRoute(
                                        consumer, HttpMethod.POST, path(queue)))
                                .isPresent()));
  }

  private static String path(JobQueue queue) {
    return "/api/v1/parking-lots/" + queue.name() + "/replay";
  }
}
