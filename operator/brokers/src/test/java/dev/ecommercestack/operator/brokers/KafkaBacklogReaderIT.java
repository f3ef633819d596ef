package dev.ecommercestack.operator.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Backlog.Partition;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.testing.brokers.KafkaServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaBacklogReaderIT {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private KafkaFixture kafka;

  @BeforeEach
  void start() throws Exception {
    kafka = new KafkaFixture();
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void readsLagWithAndWithoutCommittedOffsets() throws Exception {
    kafka.produce(0, 5);
    kafka.produce(1, 3);
    kafka.commit(0, 2);
    Instant before = Instant.now();
    try (var reader = kafka.reader()) {
      Measurement.Known<Backlog> known = awaitKnown(reader);
      assertThat(known.seenAt()).isBetween(before, Instant.now());
      Backlog.Kafka backlog = (Backlog.Kafka) known.value();
      assertThat(backlog.partitions())
          .containsExactly(
              new Partition(0, 0, 5, OptionalLong.of(2), OptionalInt.empty()),
              new Partition(1, 0, 3, OptionalLong.empty(), OptionalInt.empty()),
              new Partition(2, 0, 0, OptionalLong.empty(), OptionalInt.empty()));
      assertThat(backlog.members()).hasValue(0);
    }
  }

  @Test
  void readsGroupThatDoesNotExistAsOneWithoutMembers() {
    kafka.produce(0, 5);
    try (var reader = kafka.reader()) {
      Backlog.Kafka backlog = backlog(reader);
      assertThat(backlog.members()).hasValue(0);
      assertThat(backlog.partitions().getFirst().committed()).isEmpty();
    }
  }

  @Test
  void readsLogStartThatRetentionMoved() throws Exception {
    kafka.produce(0, 5);
    kafka
        .admin
        .deleteRecords(Map.of(kafka.partition(0), RecordsToDelete.beforeOffset(4)))
        .all()
        .get();
    try (var reader = kafka.reader()) {
      assertThat(backlog(reader).partitions().getFirst())
          .isEqualTo(new Partition(0, 4, 5, OptionalLong.empty(), OptionalInt.empty()));
    }
  }

  @Test
  void readsNewIdAndNoOffsetsWhenTopicWasRecreated() throws Exception {
    kafka.produce(0, 5);
    kafka.commit(0, 5);
    try (var reader = kafka.reader()) {
      String id = backlog(reader).topicId();
      kafka.admin.deleteTopics(List.of(kafka.topic)).all().get();
      kafka.createTopic(2);
      await()
          .atMost(DEADLINE)
          .untilAsserted(
              () -> {
                Backlog.Kafka recreated = backlog(reader);
                assertThat(recreated.topicId()).isNotEqualTo(id);
                assertThat(recreated.partitions())
                    .containsExactly(
                        new Partition(0, 0, 0, OptionalLong.empty(), OptionalInt.empty()),
                        new Partition(1, 0, 0, OptionalLong.empty(), OptionalInt.empty()));
              });
    }
  }

  @Test
  void countsNoMessagesOfOpenTransaction() {
    kafka.produce(0, 1);
    try (var reader = kafka.reader();
        var producer = kafka.producer(Map.of("transactional.id", kafka.topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>(kafka.topic, 0, "key", "value"));
      producer.flush();
      assertThat(backlog(reader).partitions().getFirst().end()).isEqualTo(1);
      producer.commitTransaction();
      // The message and the marker of the transaction.
      await()
          .atMost(DEADLINE)
          .untilAsserted(
              () -> assertThat(backlog(reader).partitions().getFirst().end()).isEqualTo(3));
    }
  }

  @Test
  void tellsWhichMemberReadsWhichPartition() {
    try (var reader = kafka.reader();
        var first = kafka.consumer()) {
      try (var second = kafka.consumer()) {
        await()
            .atMost(DEADLINE)
            .untilAsserted(
                () -> {
                  first.poll(Duration.ofMillis(50));
                  second.poll(Duration.ofMillis(50));
                  assertThat(backlog(reader).members()).hasValue(2);
                  assertThat(readers(reader)).hasSize(3).doesNotContain(-1).contains(0, 1);
                });
      }
      await()
          .atMost(DEADLINE)
          .untilAsserted(
              () -> {
                first.poll(Duration.ofMillis(50));
                assertThat(backlog(reader).members()).hasValue(1);
                assertThat(readers(reader)).doesNotContain(-1);
                assertThat(readers(reader).stream().distinct()).hasSize(1);
              });
    }
  }

  @Test
  void readsOtherTopicsWhenOneIsMissingOrNotAllowed() throws Exception {
    List<ConsumerGroup> groups =
        List.of(
            new ConsumerGroup(kafka.topic, kafka.group),
            new ConsumerGroup("missing", kafka.group),
            new ConsumerGroup("forbidden", kafka.group));
    kafka.allowDescribe(ResourceType.TOPIC, "missing");
    try (var reader =
        new KafkaBacklogReader(
            KafkaFixture.connection(KafkaFixture.PASSWORD), groups, Clock.systemUTC())) {
      awaitKnown(reader);
      Map<String, Measurement<Backlog>> backlogs = reader.read();
      assertThat(backlogs.get("missing"))
          .isEqualTo(
              Measurement.unknown(
                  "Kafka has no topic missing, or user operator may not describe it"));
      assertThat(backlogs.get("forbidden"))
          .isEqualTo(
              Measurement.unknown(
                  "user operator may not describe topic forbidden in Kafka: it needs the right"
                      + " DESCRIBE"));
    }
  }

  @Test
  void namesGroupThatUserMayNotDescribe() {
    try (var reader =
        new KafkaBacklogReader(
            KafkaFixture.connection(KafkaFixture.PASSWORD),
            List.of(new ConsumerGroup(kafka.topic, "other")),
            Clock.systemUTC())) {
      awaitReason(
          reader,
          kafka.topic,
          "user operator may not describe group other in Kafka: it needs the right DESCRIBE");
    }
  }

  @Test
  void namesRefusedLoginAndNewReaderWithRightPasswordReads() {
    List<ConsumerGroup> groups = List.of(new ConsumerGroup(kafka.topic, kafka.group));
    try (var reader =
        new KafkaBacklogReader(KafkaFixture.connection("wrong"), groups, Clock.systemUTC())) {
      awaitReason(
          reader,
          kafka.topic,
          "Kafka at "
              + KafkaServer.shared().bootstrapServers()
              + " refused the login of user operator: the Secret and the broker differ until"
              + " declare has run again");
      // When the broker is left alone, no client tries again every second.
      await()
          .atMost(DEADLINE)
          .until(
              () -> {
                reader.read();
                return noClientRuns();
              });
    }
    try (var reader = kafka.reader()) {
      awaitKnown(reader);
    }
  }

  @Test
  void answersInThreeSecondsWhileBrokerIsSuspendedAndReadsAfterIt() {
    try (var reader = kafka.reader()) {
      awaitKnown(reader);
      KafkaServer.shared().suspend();
      try {
        long start = System.nanoTime();
        assertThat(reader.read().get(kafka.topic))
            .isEqualTo(
                Measurement.unknown(
                    "Kafka at "
                        + KafkaServer.shared().bootstrapServers()
                        + " did not answer within 3 s"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      } finally {
        KafkaServer.shared().resume();
      }
      awaitKnown(reader);
    }
  }

  @Test
  void namesAddressWhereNobodyListens() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + socket.getLocalPort();
      socket.close();
      try (var reader =
          new KafkaBacklogReader(
              new KafkaConnection(address, new BrokerLogin("operator", "secret"), null),
              List.of(new ConsumerGroup("claims", "group")),
              Clock.systemUTC())) {
        assertThat(reader.read().get("claims"))
            .isEqualTo(Measurement.unknown("Kafka at " + address + " did not answer within 3 s"));
      }
    }
  }

  @Test
  void namesAddressThatCannotBeResolved() {
    try (var reader =
        new KafkaBacklogReader(
            new KafkaConnection("nowhere.invalid:9092", new BrokerLogin("a", "b"), null),
            List.of(new ConsumerGroup("claims", "group")),
            Clock.systemUTC())) {
      assertThat(String.valueOf(reader.read().get("claims")))
          .contains("Kafka at nowhere.invalid:9092 cannot be read: No resolvable bootstrap urls");
    }
  }

  private Backlog.Kafka backlog(KafkaBacklogReader reader) {
    return (Backlog.Kafka) awaitKnown(reader).value();
  }

  /** On a busy machine the broker may need longer than a reading may take. */
  private Measurement.Known<Backlog> awaitKnown(KafkaBacklogReader reader) {
    return (Measurement.Known<Backlog>)
        await()
            .atMost(DEADLINE)
            .until(
                () -> Objects.requireNonNull(reader.read().get(kafka.topic)),
                Measurement.Known.class::isInstance);
  }

  private static void awaitReason(KafkaBacklogReader reader, String topic, String reason) {
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () -> assertThat(reader.read().get(topic)).isEqualTo(Measurement.unknown(reason)));
  }

  private static boolean noClientRuns() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().contains("ecommerce-stack-operator"));
  }

  private List<Integer> readers(KafkaBacklogReader reader) {
    return backlog(reader).partitions().stream()
        .map(partition -> partition.member().orElse(-1))
        .toList();
  }
}
