package dev.ecommercestack.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.topology.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTypeTest {
  @Test
  void hasOneTypeForEachQueueOfTheWorker() {
    assertThat(
            Topology.load().rabbitmq().queues().stream()
                .filter(queue -> queue.consumers().contains("worker")))
        .allSatisfy(
            queue -> {
              JobType type = JobType.ofRoutingKey(queue.routingKey()).orElseThrow();
              assertThat(queue.exchange()).isEqualTo(JobType.EXCHANGE);
              assertThat(queue.name()).isEqualTo(type.queue());
              assertThat(queue.messages()).isEqualTo(List.of(type.message()));
            })
        .hasSize(JobType.values().length);
  }
}
