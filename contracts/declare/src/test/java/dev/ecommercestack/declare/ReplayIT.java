package dev.ecommercestack.declare;

import static dev.ecommercestack.declare.Clients.DEADLINE;
import static dev.ecommercestack.declare.Clients.partitionsOfClaims;
import static dev.ecommercestack.declare.Clients.publish;
import static dev.ecommercestack.declare.Clients.rabbitmq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer's rights let it do with what was parked. */
class ReplayIT {
  @TempDir private Path directory;

  @BeforeEach
  void declare() throws Exception {
    Installation installation = new Installation(directory);
    installation.configure(Installation.config(Math.max(6, partitionsOfClaims())));
    assertThat(installation.run()).as(installation.message()).isZero();
  }

  @Test
  void aConsumerReplaysItsOwnResultsOnly() throws Exception {
    for (String service : List.of("order", "product", "user")) {
      String queue = "results." + service;
      try (Connection consumer = rabbitmq(service)) {
        publish(consumer, "results", service, "replayed");
        Channel channel = consumer.createChannel();
        assertThat(channel.messageCount("parking." + queue)).isZero();
        Awaitility.await().atMost(DEADLINE).until(() -> channel.basicGet(queue, true) != null);
        assertThat(channel.basicGet("parking." + queue, true)).isNull();
        String other = service.equals("order") ? "product" : "order";
        assertThatThrownBy(() -> publish(consumer, "results", other, "forged"))
            .hasStackTraceContaining("ACCESS_REFUSED");
      }
      try (Connection worker = rabbitmq("worker")) {
        Channel channel = worker.createChannel();
        assertThatThrownBy(() -> channel.basicGet("parking." + queue, true))
            .hasStackTraceContaining("ACCESS_REFUSED");
      }
    }
  }
}
