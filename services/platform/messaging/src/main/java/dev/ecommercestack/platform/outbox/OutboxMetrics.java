package dev.ecommercestack.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Metrics of the outbox by {@code broker} ({@code kafka}, {@code rabbitmq}): {@code outbox.pending}
 * messages, {@code outbox.refused} of them by the broker, {@code outbox.oldest.age} in seconds. Not
 * a number while the database cannot be asked: unknown is never zero.
 */
final class OutboxMetrics implements MeterBinder {
  private static final Duration CACHE_DURATION = Duration.ofSeconds(1);

  private final OutboxRepository outbox;
  private final Clock clock;
  private volatile @Nullable Reading last;

  private record Reading(
      @Nullable Map<Transport.Kind, OutboxRepository.Backlog> backlog, Instant at) {}

  OutboxMetrics(OutboxRepository outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Transport.Kind kind : Transport.Kind.values()) {
      gauge(registry, kind, "outbox.pending", "messages", OutboxRepository.Backlog::messages);
      gauge(registry, kind, "outbox.refused", "messages", OutboxRepository.Backlog::refused);
      gauge(registry, kind, "outbox.oldest.age", "seconds", OutboxRepository.Backlog::oldestAge);
    }
  }

  private void gauge(
      MeterRegistry registry,
      Transport.Kind kind,
      String name,
      String unit,
      ToDoubleFunction<OutboxRepository.Backlog> value) {
    Gauge.builder(
            name,
            this,
            metrics -> {
              Map<Transport.Kind, OutboxRepository.Backlog> backlog = metrics.read();
              return backlog == null
                  ? Double.NaN
                  : value.applyAsDouble(backlog.getOrDefault(kind, OutboxRepository.Backlog.EMPTY));
            })
        .tag("broker", kind.label())
        .baseUnit(unit)
        .register(registry);
  }

  private @Nullable Map<Transport.Kind, OutboxRepository.Backlog> read() {
    Reading reading = last;
    Instant now = clock.instant();
    // The gauges of one scrape are one query.
    if (reading == null || Duration.between(reading.at(), now).compareTo(CACHE_DURATION) > 0) {
      reading = new Reading(query(), now);
      last = reading;
    }
    return reading.backlog();
  }

  private @Nullable Map<Transport.Kind, OutboxRepository.Backlog> query() {
    try {
      return outbox.backlog();
    } catch (DataAccessException | TransactionException e) {
      return null;
    }
  }
}
