package dev.ecommercestack.platform.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;

/** Messages take effect once, wait for what is away, and never block those behind a bad one. */
class ListenersIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** More than the delivery limit of the queue. */
  private static final int RETURNS = 7;

  private static Installation installation;
  private static ConfigurableApplicationContext service;
  private static BrokerApplication listener;
  private static Envelopes envelopes;

  @BeforeAll
  static void start() throws Exception {
    installation = new Installation();
    installation.topics(BrokerApplication.FACTS, BrokerApplication.FACTS + ".DLT");
    installation.queue("jobs", "test", BrokerApplication.JOBS);
    service = installation.service(BrokerApplication.class);
    listener = service.getBean(BrokerApplication.class);
    envelopes = service.getBean(Envelopes.class);
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    installation.close();
  }

  @BeforeEach
  void forget() {
    listener.effects.clear();
    listener.decisions.set(0);
    listener.away.set(0);
  }

  @Test
  void aFactTakesEffectOnce() {
    Envelope<Object> twice = envelope(Map.of("n", 1));
    Envelope<Object> after = envelope(Map.of("n", 2));
    publish(twice);
    publish(twice);
    publish(after);
    awaitEffects(twice.id(), after.id());
  }

  @Test
  void aFactWaitsForWhatIsAway() {
    listener.away.set(5);
    Envelope<Object> fact = envelope(Map.of("n", 1));
    publish(fact);
    awaitEffects(fact.id());
  }

  @Test
  void aBadFactGoesToTheDeadLettersAndTheNextOnePasses() {
    UUID aggregate = Uuid7.next();
    Envelope<Object> poison = envelopes.wrap(Message.of("test", aggregate, Map.of("poison", true)));
    Envelope<Object> after = envelopes.wrap(Message.of("test", aggregate, Map.of("n", 1)));
    kafka().send(BrokerApplication.FACTS, aggregate.toString(), "no JSON".getBytes());
    publish(poison);
    publish(after);
    awaitEffects(after.id());
    try (Installation.KafkaReader dead = installation.reader(BrokerApplication.FACTS + ".DLT")) {
      await()
          .atMost(DEADLINE)
          .untilAsserted(
              () ->
                  assertThat(dead.read())
                      .extracting(r -> r.value())
                      .contains("no JSON", envelopes.text(poison)));
    }
  }

  @Test
  void aJobTakesEffectOnce() {
    Envelope<Object> twice = envelope(Map.of("n", 1));
    Envelope<Object> after = envelope(Map.of("n", 2));
    send(twice);
    send(twice);
    send(after);
    awaitEffects(twice.id(), after.id());
  }

  @Test
  void aJobWaitsForWhatIsAwayLongerThanItsDeliveryLimit() throws Exception {
    listener.away.set(6);
    Envelope<Object> job = envelope(Map.of("n", 1));
    send(job);
    awaitEffects(job.id());
    assertThat(installation.messagesIn("parking." + BrokerApplication.JOBS)).isZero();
  }

  @Test
  void aBadJobIsParked() {
    Envelope<Object> poison = envelope(Map.of("poison", true));
    send(poison);
    service
        .getBean(RabbitTemplate.class)
        .convertAndSend("jobs", "test", "no JSON".getBytes(), m -> m);
    Envelope<Object> after = envelope(Map.of("n", 1));
    send(after);
    awaitParked("no JSON", envelopes.text(poison));
    awaitEffects(after.id());
  }

  @Test
  void aJobThatItsListenerRejectsIsParkedAtOnce() {
    Envelope<Object> job = envelope(Map.of("decision", "reject"));
    send(job);
    awaitParked(envelopes.text(job));
    assertThat(listener.decisions).hasValue(1);
  }

  @Test
  void jobReturnedByItsListenerMoreOftenThanItsDeliveryLimitTakesEffect() throws Exception {
    listener.returns.set(RETURNS);
    Envelope<Object> job = envelope(Map.of("decision", "requeue"));
    send(job);
    awaitEffects(job.id());
    assertThat(listener.decisions).hasValue(RETURNS + 1);
    assertThat(installation.messagesIn("parking." + BrokerApplication.JOBS)).isZero();
  }

  /** The first job waits for its dependency, the others are prefetched. */
  @Test
  void jobsOfStoppedListenerReturnToTheirQueueWithoutADeliveryCount() throws Exception {
    RabbitListenerEndpointRegistry listeners =
        service.getBean(RabbitListenerEndpointRegistry.class);
    listener.away.set(Integer.MAX_VALUE);
    List<UUID> jobs = IntStream.range(0, 5).mapToObj(n -> sendJob(n)).toList();
    await().atMost(DEADLINE).until(() -> listener.away.get() < Integer.MAX_VALUE);
    stop(listeners::stop);
    listener.away.set(0);
    try {
      RabbitTemplate rabbit = service.getBean(RabbitTemplate.class);
      for (int n = 0; n < jobs.size(); n++) {
        var returned = Objects.requireNonNull(rabbit.receive(BrokerApplication.JOBS));
        assertThat(returned.getMessageProperties().getHeaders())
            .doesNotContainKey("x-delivery-count");
        rabbit.send("jobs", "test", returned);
      }
    } finally {
      listeners.start();
    }
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () ->
                assertThat(listener.effects)
                    .extracting(Envelope::id)
                    .containsExactlyInAnyOrderElementsOf(jobs));
    assertThat(installation.messagesIn(BrokerApplication.JOBS)).isZero();
  }

  private static UUID sendJob(int n) {
    Envelope<Object> job = envelope(Map.of("n", n));
    send(job);
    return job.id();
  }

  @Test
  void listenerOfFactsStopsAfterTheCurrentRecord() {
    KafkaListenerEndpointRegistry listeners = service.getBean(KafkaListenerEndpointRegistry.class);
    listener.factTime = Duration.ofMillis(200);
    List<Envelope<Object>> facts =
        IntStream.range(0, 30).mapToObj(n -> envelope(Map.of("n", n))).toList();
    facts.forEach(ListenersIT::publish);
    await().atMost(DEADLINE).until(() -> !listener.effects.isEmpty());
    stop(listeners::stop);
    assertThat(listener.effects).hasSizeLessThan(facts.size());
    listener.factTime = Duration.ZERO;
    listeners.getListenerContainers().forEach(Lifecycle::start);
    awaitEffects(facts.stream().map(Envelope::id).toArray(UUID[]::new));
  }

  /** Stops listeners as a shutdown does, and waits until they are stopped. */
  private static void stop(Consumer<Runnable> stop) {
    AtomicBoolean stopped = new AtomicBoolean();
    stop.accept(() -> stopped.set(true));
    await().atMost(DEADLINE).untilTrue(stopped);
  }

  private static void awaitParked(String... messages) {
    RabbitTemplate rabbit = service.getBean(RabbitTemplate.class);
    List<String> parked = new ArrayList<>();
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () -> {
              Object body = rabbit.receiveAndConvert("parking." + BrokerApplication.JOBS);
              if (body instanceof byte[] bytes) {
                parked.add(BrokerApplication.text(bytes));
              }
              assertThat(parked).containsExactlyInAnyOrder(messages);
            });
  }

  private static void awaitEffects(UUID... ids) {
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () -> assertThat(listener.effects).extracting(Envelope::id).containsExactly(ids));
  }

  private static Envelope<Object> envelope(Object data) {
    return envelopes.wrap(Message.of("test", new UUID(7, 7), data));
  }

  @SuppressWarnings("unchecked")
  private static KafkaTemplate<String, byte[]> kafka() {
    return service.getBean(KafkaTemplate.class);
  }

  private static void publish(Envelope<Object> fact) {
    kafka().send(BrokerApplication.FACTS, fact.aggregateId().toString(), envelopes.write(fact));
  }

  private static void send(Envelope<Object> job) {
    MessageProperties properties = new MessageProperties();
    properties.setContentType(MessageProperties.CONTENT_TYPE_JSON);
    service
        .getBean(RabbitTemplate.class)
        .send(
            "jobs",
            "test",
            new org.springframework.amqp.core.Message(envelopes.write(job), properties));
  }
}
