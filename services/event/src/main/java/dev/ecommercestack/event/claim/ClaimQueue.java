package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Puts records at the end of a campaign's queue. */
@Component
public class ClaimQueue {
  private final KafkaTemplate<String, byte[]> kafka;
  private final Envelopes envelopes;
  private final Duration patience;

  ClaimQueue(KafkaTemplate<String, byte[]> kafka, Envelopes envelopes, EventSettings settings) {
    this.kafka = kafka;
    this.envelopes = envelopes;
    this.patience = settings.claims().appendTimeout();
  }

  /**
   * Appends a record and waits until all in-sync brokers have it.
   *
   * @param partition its campaign's
   * @param timestamp of the record: the window of a claim is judged by it alone, here and at the
   *     issuer
   * @param message about the campaign
   * @return its offset
   * @throws ProblemException 503 {@code queue_unavailable}: the record may or may not be in the
   *     queue; to repeat it does no harm
   */
  public long append(int partition, Instant timestamp, Message message) {
    var envelope = envelopes.wrap(message);
    ProducerRecord<String, byte[]> appended =
        new ProducerRecord<>(
            ClaimTopic.NAME,
            partition,
            timestamp.toEpochMilli(),
            message.aggregateId().toString(),
            envelopes.write(envelope));
    try {
      return kafka
          .send(appended)
          .get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .getRecordMetadata()
          .offset();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "queue_unavailable",
          "Whether your request is in the queue is not known. Repeat it: it counts once.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a record was sent", e);
    }
  }

  /** Returns what is said of a campaign whose topic was replaced by another one. */
  public static ProblemException lost() {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "queue_lost",
        "The queue of this campaign was replaced by another one. The shop has to restore it or to"
            + " make a new campaign.");
  }
}
