package dev.ecommercestack.platform.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said in a transaction reaches the brokers, in order, whatever happens meanwhile. */
class OutboxIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String TOPIC = "outbox.events.v1";
  private static Installation installation;
  private static ConfigurableApplicationContext one;
  private static ConfigurableApplicationContext two;

  /** Two instances of it share one database. */
  @SpringBootApplication
  static class Speaker {}

  @BeforeAll
  static void start() throws Exception {
    installation = new Installation();
    installation.topics(TOPIC);
    one = installation.service(Speaker.class);
    two = installation.service(Speaker.class);
  }

  @AfterAll
  static void stop() throws Exception {
    two.close();
    one.close();
    installation.close();
  }

  @Test
  void aFactArrivesInItsEnvelopeKeyedByItsAggregate() {
    UUID aggregate = Uuid7.next();
    List<UUID> ids = new ArrayList<>();
    in(one, outbox -> ids.add(outbox.fact(TOPIC, message(aggregate, 1))));
    try (Installation.KafkaReader reader = installation.reader(TOPIC)) {
      await().atMost(DEADLINE).untilAsserted(() -> assertThat(of(reader, aggregate)).hasSize(1));
      ConsumerRecord<String, String> fact = of(reader, aggregate).getFirst();
      JsonNode envelope = JSON.readTree(fact.value());
      assertThat(envelope.path("id").asString()).isEqualTo(ids.getFirst().toString());
      assertThat(envelope.path("type").asString()).isEqualTo("test-counted");
      assertThat(envelope.path("version").asInt()).isEqualTo(1);
      assertThat(envelope.path("aggregateId").asString()).isEqualTo(aggregate.toString());
      assertThat(envelope.path("stack").asString()).isEqualTo("local");
      assertThat(envelope.path("occurredAt").asString()).endsWith("Z");
      assertThat(envelope.at("/data/number").asInt()).isEqualTo(1);
      assertThat(
              new String(fact.headers().lastHeader("message-id").value(), StandardCharsets.UTF_8))
          .isEqualTo(ids.getFirst().toString());
    }
  }

  @Test
  void factsOfOneAggregateStayInOrderAlthoughTwoInstancesSend() {
    List<UUID> aggregates = List.of(Uuid7.next(), Uuid7.next(), Uuid7.next());
    int each = 200;
    for (int i = 0; i < each; i++) {
      int number = i;
      in(
          i % 2 == 0 ? one : two,
          outbox -> aggregates.forEach(a -> outbox.fact(TOPIC, message(a, number))));
    }
    try (Installation.KafkaReader reader = installation.reader(TOPIC)) {
      for (UUID aggregate : aggregates) {
        await()
            .atMost(DEADLINE)
            .untilAsserted(() -> assertThat(numbers(reader, aggregate)).hasSize(each));
        assertThat(numbers(reader, aggregate)).isSorted();
      }
    }
    await().atMost(DEADLINE).untilAsserted(() -> assertThat(waiting(TOPIC)).isZero());
  }

  @Test
  void manyFactsAtOnceKeepTheirOrder() {
    UUID aggregate = Uuid7.next();
    List<Message> messages =
        java.util.stream.IntStream.range(0, 1500).mapToObj(n -> message(aggregate, n)).toList();
    in(one, outbox -> assertThat(outbox.facts(TOPIC, messages)).hasSize(1500));
    try (Installation.KafkaReader reader = installation.reader(TOPIC)) {
      await()
          .atMost(DEADLINE)
          .untilAsserted(() -> assertThat(numbers(reader, aggregate)).hasSize(1500));
      assertThat(numbers(reader, aggregate)).isSorted();
    }
  }

  @Test
  void aRolledBackTransactionSaysNothing() {
    UUID aggregate = Uuid7.next();
    UUID after = Uuid7.next();
    new TransactionTemplate(one.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              one.getBean(Outbox.class).fact(TOPIC, message(aggregate, 1));
              status.setRollbackOnly();
            });
    in(one, outbox -> outbox.fact(TOPIC, message(after, 1)));
    try (Installation.KafkaReader reader = installation.reader(TOPIC)) {
      await().atMost(DEADLINE).untilAsserted(() -> assertThat(of(reader, after)).hasSize(1));
      assertThat(of(reader, aggregate)).isEmpty();
    }
  }

  @Test
  void aMissingTopicHoldsUpNobodyElseAndIsFilledOnceItIsThere() throws Exception {
    String missing = "late.events.v1";
    UUID patient = Uuid7.next();
    UUID other = Uuid7.next();
    in(
        one,
        outbox -> {
          outbox.fact(missing, message(patient, 1));
          outbox.fact(missing, message(patient, 2));
          outbox.fact(TOPIC, message(other, 1));
        });
    try (Installation.KafkaReader reader = installation.reader(TOPIC)) {
      await().atMost(DEADLINE).untilAsserted(() -> assertThat(of(reader, other)).hasSize(1));
    }
    assertThat(waiting(missing)).isEqualTo(2);
    installation.topics(missing);
    try (Installation.KafkaReader reader = installation.reader(missing)) {
      await()
          .atMost(DEADLINE)
          .untilAsserted(() -> assertThat(numbers(reader, patient)).containsExactly(1, 2));
    }
  }

  @Test
  void aJobWithoutQueueWaitsAndIsThenDelivered() throws Exception {
    in(one, outbox -> outbox.job("outbox-jobs", "late", message(Uuid7.next(), 7)));
    await().atMost(DEADLINE).untilAsserted(() -> assertThat(waiting("outbox-jobs")).isEqualTo(1));
    installation.queue("outbox-jobs", "late", "jobs.late");
    await()
        .atMost(DEADLINE)
        .untilAsserted(() -> assertThat(installation.messagesIn("jobs.late")).isEqualTo(1));
    await().atMost(DEADLINE).untilAsserted(() -> assertThat(waiting("outbox-jobs")).isZero());
  }

  private static void in(
      ConfigurableApplicationContext service, java.util.function.Consumer<Outbox> work) {
    new TransactionTemplate(service.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> work.accept(service.getBean(Outbox.class)));
  }

  private static Message message(UUID aggregate, int number) {
    return Message.of("test-counted", aggregate, Map.of("number", number));
  }

  private static List<ConsumerRecord<String, String>> of(
      Installation.KafkaReader reader, UUID aggregate) {
    return reader.read().stream().filter(r -> aggregate.toString().equals(r.key())).toList();
  }

  /** Without repetitions, which at-least-once allows and the inbox drops. */
  private static List<Integer> numbers(Installation.KafkaReader reader, UUID aggregate) {
    return List.copyOf(
        new LinkedHashSet<>(
            of(reader, aggregate).stream()
                .map(r -> JSON.readTree(r.value()).at("/data/number").asInt())
                .toList()));
  }

  private static long waiting(String destination) {
    return one.getBean(JdbcClient.class)
        .sql("select count(*) from outbox where destination = ?")
        .param(destination)
        .query(Long.class)
        .single();
  }
}
