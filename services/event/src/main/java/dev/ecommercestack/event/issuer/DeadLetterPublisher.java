package dev.ecommercestack.event.issuer;

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

/** Writes records that no issuer can decide to the dead-letter topic. */
@Component
class DeadLetterPublisher {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterPublisher.class);
  private static final String TOPIC = ClaimTopic.NAME + ".DLT";
  private static final long SEND_TIMEOUT_SECONDS = 10;

  private final KafkaTemplate<String, byte[]> kafka;

  DeadLetterPublisher(KafkaTemplate<String, byte[]> kafka) {
    this.kafka = kafka;
  }

  /**
   * Writes a copy of a record to the dead-letter topic and waits until the broker has stored it.
   *
   * @param record the record that cannot be decided
   * @param reason the reason, for the people who inspect the topic
   * @throws IllegalStateException if the broker did not store the copy; the caller must not skip
   *     the record then
   */
  void publish(ConsumerRecord<String, byte[]> record, String reason) {
    ProducerRecord<String, byte[]> copy = new ProducerRecord<>(TOPIC, record.key(), record.value());
    header(copy, "dlt-partition", Integer.toString(record.partition()));
    header(copy, "dlt-offset", Long.toString(record.offset()));
    header(copy, "dlt-reason", reason);
    try {
      kafka.send(copy).get(SEND_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new IllegalStateException(TOPIC + " cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while writing " + TOPIC, e);
    }
    log.error(
        "The record at offset {} of partition {} was dead-lettered to {} and gets no coupon: {}",
        record.offset(),
        record.partition(),
        TOPIC,
        reason);
  }

  private static void header(ProducerRecord<String, byte[]> copy, String name, String value) {
    copy.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
