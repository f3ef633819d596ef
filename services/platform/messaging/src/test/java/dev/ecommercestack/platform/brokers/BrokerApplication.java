package dev.ecommercestack.platform.brokers;

import dev.ecommercestack.platform.inbox.Inbox;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.ImmediateRequeueAmqpException;
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

  /** Whether whatever is handled fails for a cause that nobody knows. */
  final AtomicBoolean broken = new AtomicBoolean();

  /** How often a listener decided itself about a job. */
  final AtomicInteger decisions = new AtomicInteger();

  /** How many jobs are still to be returned to their queue by the listener. */
  final AtomicInteger returns = new AtomicInteger();

  /** How long the listener takes for a fact. */
  volatile Duration factTime = Duration.ZERO;

  private final Envelopes envelopes;
  private final Inbox inbox;

  BrokerApplication(Envelopes envelopes, Inbox inbox) {
    this.envelopes = envelopes;
    this.inbox = inbox;
  }

  @KafkaListener(topics = FACTS, groupId = "test.facts")
  void fact(byte[] body) throws InterruptedException {
    Thread.sleep(factTime);
    handle("test.facts", body);
  }

  @RabbitListener(queues = JOBS)
  void job(byte[] body) {
    decide(body);
    handle("test.jobs", body);
  }

  private void decide(byte[] body) {
    String decision = text(body);
    if (decision.contains("\"decision\"")) {
      decisions.incrementAndGet();
    }
    if (decision.contains("\"reject\"")) {
      throw new AmqpRejectAndDontRequeueException("rejected, says the test");
    }
    if (decision.contains("\"requeue\"") && returns.getAndDecrement() > 0) {
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
