package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.queue.ClaimTopic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Puts records that nobody can decide aside, so that the queue goes on. */
@Component
class DeadClaims {
  private static final Logger log = LoggerFactory.getLogger(DeadClaims.class);
  private static final String TOPIC = ClaimTopic.NAME + ".DLT";
  private static final long PATIENCE_SECONDS = 10;

  private final KafkaTemplate<String, byte[]> kafka;

  DeadClaims(KafkaTemplate<String, byte[]> kafka) {
    this.kafka = kafka;
  }

  /**
   * Puts a record aside.
   *
   * @throws IllegalStateException if the broker does not take it; then it must not be passed over
   */
  void put(ConsumerRecord<String, byte[]> dead, String reason) {
    ProducerRecord<String, byte[]> copy = new ProducerRecord<>(TOPIC, dead.key(), dead.value());
    header(copy, "dlt-partition", Integer.toString(dead.partition()));
    header(copy, "dlt-offset", Long.toString(dead.offset()));
    header(copy, "dlt-reason", reason);
    try {
      kafka.send(copy).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new IllegalStateException(TOPIC + " cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while writing " + TOPIC, e);
    }
    log.error(
        "The record at {} of queue {} is now in {}: {}. Nobody gets a coupon by it.",
        dead.offset(),
        dead.partition(),
        TOPIC,
        reason);
  }

  private static void header(ProducerRecord<String, byte[]> copy, String name, String value) {
    copy.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
