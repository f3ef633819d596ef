package dev.ecommercestack.common.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What waits in the outbox: {@code outbox.pending} messages, {@code outbox.refused} of them by the
 * broker, {@code outbox.oldest.age} in seconds. Not a number while the database cannot be asked:
 * unknown is never zero.
 */
final class OutboxMetrics implements MeterBinder {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final OutboxTable table;
  private final Clock clock;
  private volatile @Nullable Reading last;

  private record Reading(OutboxTable.@Nullable Backlog backlog, Instant at) {}

  OutboxMetrics(OutboxTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "outbox.pending", "messages", OutboxTable.Backlog::messages);
    gauge(registry, "outbox.refused", "messages", OutboxTable.Backlog::refused);
    gauge(registry, "outbox.oldest.age", "seconds", OutboxTable.Backlog::oldestAge);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String unit,
      ToDoubleFunction<OutboxTable.Backlog> value) {
    Gauge.builder(
            name,
            this,
            metrics -> {
              OutboxTable.Backlog backlog = metrics.read();
              return backlog == null ? Double.NaN : value.applyAsDouble(backlog);
            })
        .baseUnit(unit)
        .register(registry);
  }

  private OutboxTable.@Nullable Backlog read() {
    Reading reading = last;
    Instant now = clock.instant();
    // Three gauges of one scrape are one query.
    if (reading == null || Duration.between(reading.at(), now).compareTo(FRESH) > 0) {
      reading = new Reading(ask(), now);
      last = reading;
    }
    return reading.backlog();
  }

  private OutboxTable.@Nullable Backlog ask() {
    try {
      return table.backlog();
    } catch (DataAccessException | TransactionException e) {
      return null;
    }
  }
}
