package dev.ecommercestack.operator.brokers;

import static dev.ecommercestack.operator.brokers.RabbitMqFixture.PASSWORD;
import static dev.ecommercestack.operator.brokers.RabbitMqFixture.QUEUE;
import static dev.ecommercestack.operator.brokers.RabbitMqFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Backlog.Flow;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.operator.scaling.Measurement.Known;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RabbitMqBacklogReaderIT {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private RabbitMqFixture rabbitMq;

  @BeforeEach
  void start() throws Exception {
    rabbitMq = new RabbitMqFixture();
  }

  @AfterEach
  void close() {
    rabbitMq.close();
  }

  @Test
  void readsCountsAndActualPrefetchWhileMessagesArriveAndLeave() throws Exception {
    rabbitMq.createQueue();
    rabbitMq.publish(10);
    try (RabbitMqBacklogReader reader = rabbitMq.reader(QUEUE)) {
      try (Connection one = rabbitMq.connect();
          Connection other = rabbitMq.connect()) {
        RabbitMqFixture.consume(one, 1);
        RabbitMqFixture.consume(one, 1);
        Channel channel = RabbitMqFixture.consume(other, 3);
        // Two consumers with one message each, and one with three: 2.5 messages per connection.
        awaitBacklog(reader, 5, 5, 10, 3);
        channel.basicAck(1, true);
        rabbitMq.publish(2);
        awaitBacklog(reader, 6, 5, 12, 3);
      }
      // The counter and the last prefetch stay when those who published and consumed are gone.
      awaitBacklog(reader, 11, 0, 12, 0);
    }
  }

  @Test
  void returnsEarlierReadingUntilStatisticsAreNew() throws Exception {
    rabbitMq.createQueue();
    try (RabbitMqBacklogReader reader = rabbitMq.reader(QUEUE, "missing")) {
      assertThat(reason(reader.read().get(QUEUE)))
          .isEqualTo("RabbitMQ has no statistics of queue jobs.payment yet");
      Known<Backlog> first = awaitKnown(reader);
      assertThat(reader.read().get(QUEUE)).isEqualTo(first);
      assertThat(reason(reader.read().get("missing")))
          .isEqualTo("RabbitMQ has no queue missing in virtual host " + rabbitMq.vhost);
      // Also those of a queue at rest become new.
      await()
          .atMost(DEADLINE)
          .untilAsserted(
              () -> {
                Known<Backlog> next = awaitKnown(reader);
                assertThat(next.seenAt()).isAfter(first.seenAt());
                assertThat(next.value()).isEqualTo(first.value());
              });
    }
  }

  @Test
  void namesWhatUserMayNot() throws Exception {
    rabbitMq.putUser("untagged", "");
    rabbitMq.putUser("stranger", "management");
    String address = RabbitMqServer.shared().managementUrl().getAuthority();
    assertThat(readAs("untagged", PASSWORD))
        .isEqualTo(
            "user untagged may not use the management API of RabbitMQ: it needs the tag"
                + " management");
    assertThat(readAs("stranger", PASSWORD))
        .isEqualTo(
            "user stranger has no permission in virtual host %s of RabbitMQ, or there is none of that name"
                .formatted(rabbitMq.vhost));
    assertThat(readAs(USER, "wrong"))
        .isEqualTo(
            "RabbitMQ at %s refused the login of user operator: the Secret and the broker differ until declare has run again"
                .formatted(address));
  }

  @Test
  void answersInThreeSecondsWhileBrokerIsSuspendedAndReadsAfterIt() {
    try (RabbitMqBacklogReader reader = rabbitMq.reader("missing")) {
      String missing = reason(reader.read().get("missing"));
      RabbitMqServer.shared().suspend();
      try {
        long start = System.nanoTime();
        assertThat(reason(reader.read().get("missing")))
            .isEqualTo(
                "RabbitMQ at %s did not answer within 3 s"
                    .formatted(RabbitMqServer.shared().managementUrl().getAuthority()));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      } finally {
        RabbitMqServer.shared().resume();
      }
      await()
          .atMost(DEADLINE)
          .untilAsserted(() -> assertThat(reason(reader.read().get("missing"))).isEqualTo(missing));
    }
  }

  @Test
  void namesAddressWhereNobodyListens() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + socket.getLocalPort();
      socket.close();
      try (RabbitMqBacklogReader reader =
          new RabbitMqBacklogReader(
              new RabbitMqConnection(
                  URI.create("http://" + address), "shop", new BrokerLogin(USER, PASSWORD), null),
              List.of(QUEUE),
              Clock.systemUTC())) {
        assertThat(reason(reader.read().get(QUEUE)))
            .isEqualTo("RabbitMQ at " + address + " cannot be reached");
      }
    }
  }

  private String readAs(String user, String password) {
    try (RabbitMqBacklogReader reader =
        new RabbitMqBacklogReader(
            rabbitMq.connection(user, password), List.of(QUEUE), Clock.systemUTC())) {
      return reason(reader.read().get(QUEUE));
    }
  }

  private static String reason(@Nullable Measurement<Backlog> measurement) {
    if (measurement instanceof Measurement.Unknown<Backlog>(String reason)) {
      return reason;
    }
    throw new AssertionError(measurement);
  }

  private static void awaitBacklog(
      RabbitMqBacklogReader reader, int ready, int unacked, int published, int consumers) {
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () ->
                assertThat(awaitKnown(reader).value())
                    .isEqualTo(
                        new Backlog.Rabbitmq(
                            ready,
                            unacked,
                            3,
                            new Flow.Counter(published),
                            OptionalInt.of(consumers))));
  }

  private static Known<Backlog> awaitKnown(RabbitMqBacklogReader reader) {
    return (Known<Backlog>)
        await()
            .atMost(DEADLINE)
            .until(() -> Objects.requireNonNull(reader.read().get(QUEUE)), Known.class::isInstance);
  }
}
