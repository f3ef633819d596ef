package dev.ecommercestack.platform.brokers;

import dev.ecommercestack.platform.inbox.Inbox;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.support.AmqpHeaders;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.messaging.handler.annotation.Header;
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

  /** Whether whatever is handled fails for a cause that nobody knows. */
  final AtomicBoolean broken = new AtomicBoolean();

  /** Attempts of jobs whose listener decides itself: whether the broker had delivered it before. */
  final Queue<Boolean> decisions = new ConcurrentLinkedQueue<>();

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
  void job(byte[] body, @Header(AmqpHeaders.REDELIVERED) boolean redelivered) {
    decide(body, redelivered);
    handle("test.jobs", body);
  }

  private void decide(byte[] body, boolean redelivered) {
    String decision = text(body);
    if (decision.contains("\"decision\"")) {
      decisions.add(redelivered);
    }
    if (decision.contains("\"reject\"")) {
      throw new AmqpRejectAndDontRequeueException("rejected, says the test");
    }
    if (decision.contains("\"requeue\"") && !redelivered) {
      throw new ImmediateRequeueAmqpException("requeued, says the test");
    }
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
          if (broken.get()) {
            throw new IllegalStateException("broken, says the test");
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
