package dev.ecommercestack.common.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes messages from the outbox to the brokers. One pass is one transaction, which holds the
 * buckets that it sends from: if this process dies, another one sends the same messages again.
 */
final class Relay {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private final OutboxTable table;
  private final TransactionOperations transactions;
  private final Map<Transport.Kind, Transport> transports = new EnumMap<>(Transport.Kind.class);
  private final Map<Transport.Kind, Outage> outages = new EnumMap<>(Transport.Kind.class);
  private final OutboxProperties properties;
  private final Clock clock;

  /** A broker that cannot be used. */
  private record Outage(int failures, Instant retryAt) {}

  /** What a pass did: how many messages it sent, and whether it left some that could be sent. */
  record Pass(int sent, boolean more) {
    static final Pass NOTHING = new Pass(0, false);
  }

  Relay(
      OutboxTable table,
      TransactionOperations transactions,
      List<Transport> transports,
      OutboxProperties properties,
      Clock clock) {
    this.table = table;
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
    transports.forEach(transport -> this.transports.put(transport.kind(), transport));
  }

  /** Sends a batch. Not for more than one thread. */
  Pass pass() {
    List<Transport.Kind> usable = usable();
    if (usable.isEmpty()) {
      return Pass.NOTHING;
    }
    return Objects.requireNonNull(transactions.execute(status -> pass(usable)));
  }

  private Pass pass(List<Transport.Kind> usable) {
    List<Integer> buckets = table.lockFreeBuckets();
    if (buckets.isEmpty()) {
      return Pass.NOTHING;
    }
    List<OutboxMessage> due = table.due(buckets, usable, properties.batchSize());
    int sent = 0;
    boolean failed = false;
    for (Transport.Kind kind : usable) {
      List<OutboxMessage> batch = due.stream().filter(m -> m.transport() == kind).toList();
      if (!batch.isEmpty()) {
        int passed = send(Objects.requireNonNull(transports.get(kind)), batch);
        sent += passed;
        failed |= passed < batch.size();
      }
    }
    return new Pass(sent, due.size() == properties.batchSize() && !failed);
  }

  private int send(Transport transport, List<OutboxMessage> batch) {
    List<Transport.Outcome> outcomes = transport.send(batch);
    List<Long> sent = new ArrayList<>(batch.size());
    Set<String> stopped = new HashSet<>();
    String unavailable = null;
    for (int i = 0; i < batch.size(); i++) {
      OutboxMessage message = batch.get(i);
      // A message behind a failed one of its order key is sent again, after that one.
      if (stopped.contains(message.orderKey())) {
        continue;
      }
      switch (outcomes.get(i)) {
        case Transport.Outcome.Sent ok -> sent.add(message.id());
        case Transport.Outcome.Held held -> stopped.add(message.orderKey());
        case Transport.Outcome.Refused refused -> {
          stopped.add(message.orderKey());
          postpone(message, refused.reason());
        }
        case Transport.Outcome.Unavailable nobody -> {
          stopped.add(message.orderKey());
          unavailable = unavailable == null ? nobody.reason() : unavailable;
        }
      }
    }
    table.delete(sent);
    remember(transport.kind(), unavailable);
    return sent.size();
  }

  private void postpone(OutboxMessage message, String reason) {
    Duration pause = properties.backoff(message.attempts() + 1);
    log.warn(
        "{} refused message {} for {}: {}. It is sent again in {} s; later ones about the same"
            + " aggregate wait.",
        message.transport(),
        message.messageId(),
        message.destination(),
        reason,
        pause.toSeconds());
    table.postpone(message.id(), pause, reason);
  }

  private void remember(Transport.Kind kind, @Nullable String unavailable) {
    if (unavailable == null) {
      if (outages.remove(kind) != null) {
        log.info("{} takes messages again", kind);
      }
      return;
    }
    Outage before = outages.get(kind);
    int failures = before == null ? 1 : before.failures() + 1;
    Duration pause = properties.backoff(failures);
    outages.put(kind, new Outage(failures, clock.instant().plus(pause)));
    log.warn(
        "{} cannot be used: {}. Messages wait in the outbox; next attempt in {} s.",
        kind,
        unavailable,
        pause.toSeconds());
  }

  private List<Transport.Kind> usable() {
    Instant now = clock.instant();
    return transports.keySet().stream()
        .filter(
            kind -> {
              Outage outage = outages.get(kind);
              return outage == null || !now.isBefore(outage.retryAt());
            })
        .toList();
  }
}
