package dev.ecommercestack.event.queue;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Appends records to the partitions of the claim topic. */
@Component
public class ClaimTopicProducer {
  private final KafkaTemplate<String, byte[]> kafka;
  private final Envelopes envelopes;
  private final Duration appendTimeout;

  ClaimTopicProducer(
      KafkaTemplate<String, byte[]> kafka, Envelopes envelopes, EventSettings settings) {
    this.kafka = kafka;
    this.envelopes = envelopes;
    this.appendTimeout = settings.claims().appendTimeout();
  }

  /**
   * Appends a record and waits until all in-sync replicas have stored it.
   *
   * @param partition the number of the campaign's partition
   * @param timestamp the timestamp of the record. The service and the issuer compare it, and no
   *     other clock, with the claim window of the campaign.
   * @param message the claim or control message
   * @return the offset of the record
   * @throws ProblemException 503 {@code queue_unavailable}: the record may or may not have been
   *     stored; the caller may repeat the request without harm
   */
  public long append(int partition, Instant timestamp, Message message) {
    var envelope = envelopes.wrap(message);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            ClaimTopic.NAME,
            partition,
            timestamp.toEpochMilli(),
            message.aggregateId().toString(),
            envelopes.write(envelope));
    try {
      return kafka
          .send(record)
          .get(appendTimeout.toMillis(), TimeUnit.MILLISECONDS)
          .getRecordMetadata()
          .offset();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new ProblemException(
          ProblemCode.QUEUE_UNAVAILABLE,
          "Whether your request is in the queue is not known. Repeat it: it counts once.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while sending a record", e);
    }
  }

  /** Returns the problem of a campaign whose topic was deleted and recreated. */
  public static ProblemException queueLost() {
    return new ProblemException(
        ProblemCode.QUEUE_LOST,
        "The queue of this campaign was replaced by another one. The shop has to restore it or to"
            + " make a new campaign.");
  }
}
