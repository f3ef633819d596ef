package dev.ecommercestack.event.claim;

import dev.ecommercestack.common.messaging.Envelopes;
import dev.ecommercestack.common.messaging.Message;
import dev.ecommercestack.common.problem.ProblemException;
import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.event.queue.ClaimTopic;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Puts claims at the end of their campaign's queue. */
@Component
class ClaimQueue {
  private final KafkaTemplate<String, byte[]> kafka;
  private final Envelopes envelopes;
  private final Duration patience;

  ClaimQueue(KafkaTemplate<String, byte[]> kafka, Envelopes envelopes, EventSettings settings) {
    this.kafka = kafka;
    this.envelopes = envelopes;
    this.patience = settings.claims().appendTimeout();
  }

  /**
   * Appends a claim and waits until all in-sync brokers have it.
   *
   * @param partition its campaign's
   * @return its place
   * @throws ProblemException 503 {@code queue_unavailable}: the claim may or may not be in the
   *     queue; to repeat it does no harm
   */
  long append(int partition, ClaimRequested claim) {
    var envelope = envelopes.wrap(Message.of(ClaimRequested.TYPE, claim.campaignId(), claim));
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            ClaimTopic.NAME,
            partition,
            // The window is judged by this number alone, here and at the issuer.
            claim.receivedAt().toEpochMilli(),
            claim.campaignId().toString(),
            envelopes.write(envelope));
    try {
      return kafka
          .send(message)
          .get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .getRecordMetadata()
          .offset();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "queue_unavailable",
          "Whether your claim is in the queue is not known. Claim again: it counts once.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a claim was sent", e);
    }
  }
}
