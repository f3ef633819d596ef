package dev.ecommercestack.common.brokers;

import dev.ecommercestack.common.inbox.Inbox;
import dev.ecommercestack.common.messaging.Envelope;
import dev.ecommercestack.common.messaging.Envelopes;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.annotation.KafkaListener;
import tools.jackson.databind.JsonNode;

/** A service that hears facts and jobs, and can be told how to fail. */
@SpringBootApplication
public class BrokerApplication {
  static final String FACTS = "test.events.v1";
  static final String JOBS = "jobs.test";

  /** What took effect, in order. */
  final Queue<Envelope<JsonNode>> effects = new ConcurrentLinkedQueue<>();

  /** How many deliveries are still to fail because something is away. */
  final AtomicInteger away = new AtomicInteger();

  private final Envelopes envelopes;
  private final Inbox inbox;

  BrokerApplication(Envelopes envelopes, Inbox inbox) {
    this.envelopes = envelopes;
    this.inbox = inbox;
  }

  @KafkaListener(topics = FACTS, groupId = "test.facts")
  void fact(byte[] body) {
    handle("test.facts", body);
  }

  @RabbitListener(queues = JOBS)
  void job(byte[] body) {
    handle("test.jobs", body);
  }

  private void handle(String consumer, byte[] body) {
    Envelope<JsonNode> envelope = envelopes.read(body);
    inbox.once(
        envelope,
        consumer,
        () -> {
          if (away.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new DataAccessResourceFailureException("away, says the test");
          }
          if (envelope.data().path("poison").asBoolean(false)) {
            throw new IllegalStateException("poison, says the test");
          }
          effects.add(envelope);
        });
  }

  static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
