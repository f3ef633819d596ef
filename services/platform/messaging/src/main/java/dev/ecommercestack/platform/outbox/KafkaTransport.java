package dev.ecommercestack.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;

/** Sends facts to Kafka: all of a batch at once, in order, acknowledged by all replicas. */
final class KafkaTransport implements Transport {
  /** Header with the message's id, for consumers that do not read the envelope. */
  static final String MESSAGE_ID_HEADER = "message-id";

  static final String TRACE_HEADER = "traceparent";

  /** The number of failed topics from which on the broker counts as unavailable. */
  private static final int TOPICS_UNTIL_OUTAGE = 2;

  /** {@code delivery.timeout.ms}, {@code max.block.ms} for each of these topics, and a margin. */
  private static final Duration LONGEST_SEND = Duration.ofSeconds(45);

  private final KafkaOperations<String, byte[]> kafka;

  KafkaTransport(KafkaOperations<String, byte[]> kafka) {
    this.kafka = kafka;
  }

  @Override
  public Kind kind() {
    return Kind.KAFKA;
  }

  @Override
  public Duration longestSend() {
    return LONGEST_SEND;
  }

  @Override
  public List<Outcome> send(List<OutboxMessage> messages) {
    List<CompletableFuture<Outcome>> pending = new ArrayList<>(messages.size());
    Set<String> stoppedKeys = new HashSet<>();
    Set<String> stoppedTopics = new HashSet<>();
    for (OutboxMessage message : messages) {
      boolean skip =
          stoppedTopics.size() >= TOPICS_UNTIL_OUTAGE
              || stoppedTopics.contains(message.destination())
              || stoppedKeys.contains(message.orderKey());
      CompletableFuture<Outcome> outcome =
          skip ? CompletableFuture.completedFuture(new Outcome.Skipped()) : send(message);
      // Later messages must not overtake one that failed at once.
      switch (outcome.getNow(new Outcome.Sent())) {
        case Outcome.Sent sent -> {}
        case Outcome.Skipped skipped -> {}
        case Outcome.Refused refused -> stoppedKeys.add(message.orderKey());
        case Outcome.Unavailable unavailable -> stoppedTopics.add(message.destination());
      }
      pending.add(outcome);
    }
    if (pending.stream().anyMatch(outcome -> !outcome.isDone())) {
      kafka.flush();
    }
    return refuseIfOthersPassed(pending.stream().map(CompletableFuture::join).toList());
  }

  /**
   * Turns unavailable into refused if any message was confirmed: then the broker is available, and
   * only the topic is missing.
   */
  private static List<Outcome> refuseIfOthersPassed(List<Outcome> outcomes) {
    if (outcomes.stream().noneMatch(Outcome.Sent.class::isInstance)) {
      return outcomes;
    }
    return outcomes.stream()
        .map(
            o ->
                o instanceof Outcome.Unavailable unavailable
                    ? new Outcome.Refused(unavailable.reason())
                    : o)
        .toList();
  }

  private CompletableFuture<Outcome> send(OutboxMessage message) {
    try {
      return kafka.send(toRecord(message)).<Outcome>handle((result, error) -> outcome(error));
    } catch (KafkaException | org.springframework.kafka.KafkaException e) {
      return CompletableFuture.completedFuture(outcome(e));
    }
  }

  private static ProducerRecord<String, byte[]> toRecord(OutboxMessage message) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            message.destination(),
            message.routingKey(),
            message.payload().getBytes(StandardCharsets.UTF_8));
    record.headers().add(MESSAGE_ID_HEADER, bytes(message.messageId().toString()));
    if (message.traceparent() != null) {
      record.headers().add(TRACE_HEADER, bytes(message.traceparent()));
    }
    return record;
  }

  private static Outcome outcome(@Nullable Throwable error) {
    if (error == null) {
      return new Outcome.Sent();
    }
    Throwable cause = error;
    while ((cause instanceof CompletionException
            || cause.getClass() == KafkaException.class
            || cause instanceof org.springframework.kafka.KafkaException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    // ConfigException: the host name of a broker that does not run yet cannot be resolved.
    return cause instanceof RetriableException || cause instanceof ConfigException
        ? new Outcome.Unavailable(reason)
        : new Outcome.Refused(reason);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
