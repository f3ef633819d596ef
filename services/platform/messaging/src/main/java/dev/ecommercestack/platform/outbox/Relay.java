package dev.ecommercestack.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends the messages of the outbox to one broker. No transaction is open while it sends: instances
 * take turns by a lease. If this process dies, another one sends the same messages again after the
 * lease has expired.
 *
 * <p>Order does not depend on the lease. A message is sent only after all earlier ones of its order
 * key that the broker has not confirmed, so two relays at once repeat messages and never skip one.
 */
final class Relay {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private final OutboxRepository outbox;
  private final TransactionOperations transactions;
  private final Transport transport;
  private final OutboxProperties properties;
  private final Clock clock;
  private final UUID holder = UUID.randomUUID();
  private int failures;
  private Instant retryAt = Instant.MIN;

  Relay(
      OutboxRepository outbox,
      TransactionOperations transactions,
      Transport transport,
      OutboxProperties properties,
      Clock clock) {
    this.outbox = outbox;
    this.transactions = transactions;
    this.transport = transport;
    this.properties = properties;
    this.clock = clock;
  }

  /** Returns the broker that it sends to. */
  Transport.Kind kind() {
    return transport.kind();
  }

  /** Sends a batch and returns how many messages the broker has confirmed; not thread-safe. */
  int pass() {
    if (clock.instant().isBefore(retryAt)
        || !outbox.lease(kind(), holder, transport.longestSend())) {
      return 0;
    }
    List<OutboxMessage> batch = outbox.due(kind(), properties.batchSize());
    List<Transport.Outcome> outcomes = batch.isEmpty() ? List.of() : transport.send(batch);
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              int sent = recordOutcomes(batch, outcomes);
              outbox.release(kind(), holder);
              return sent;
            }));
  }

  private int recordOutcomes(List<OutboxMessage> batch, List<Transport.Outcome> outcomes) {
    List<Long> sent = new ArrayList<>(batch.size());
    Set<String> stopped = new HashSet<>();
    String unavailable = null;
    for (int i = 0; i < batch.size(); i++) {
      OutboxMessage message = batch.get(i);
      // A message after a failed one of its order key is sent again, after that one.
      if (stopped.contains(message.orderKey())) {
        continue;
      }
      switch (outcomes.get(i)) {
        case Transport.Outcome.Sent ok -> sent.add(message.id());
        case Transport.Outcome.Skipped skipped -> stopped.add(message.orderKey());
        case Transport.Outcome.Refused refused -> {
          stopped.add(message.orderKey());
          postpone(message, refused.reason());
        }
        case Transport.Outcome.Unavailable broker -> {
          stopped.add(message.orderKey());
          unavailable = unavailable == null ? broker.reason() : unavailable;
        }
      }
    }
    outbox.delete(sent);
    if (!batch.isEmpty()) {
      recordAvailability(unavailable);
    }
    return sent.size();
  }

  private void postpone(OutboxMessage message, String reason) {
    Duration pause = properties.backoff(message.attempts() + 1);
    log.warn(
        "{} refused message {} for {}: {}. It is sent again in {} s; later ones about the same"
            + " aggregate wait.",
        kind(),
        message.messageId(),
        message.destination(),
        reason,
        pause.toSeconds());
    outbox.postpone(message.id(), pause, reason);
  }

  private void recordAvailability(@Nullable String unavailable) {
    if (unavailable == null) {
      if (failures > 0) {
        log.info("{} takes messages again", kind());
      }
      failures = 0;
      return;
    }
    failures++;
    Duration pause = properties.backoff(failures);
    retryAt = clock.instant().plus(pause);
    log.warn(
        "{} cannot be used: {}. Messages wait in the outbox; next attempt in {} s.",
        kind(),
        unavailable,
        pause.toSeconds());
  }
}
