package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.lifecycle.Step;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sagas that are not done: {@code saga.pending} by step, and {@code saga.oldest.age}, for how many
 * seconds the one that is longest in a step has been in it. Not a number while the database cannot
 * be asked: unknown is never zero.
 */
@Component
class SagaMetrics implements MeterBinder {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final JdbcClient jdbc;
  private final Clock clock;
  private volatile @Nullable Reading last;

  private record Count(long sagas, double oldest) {
    static final Count NONE = new Count(0, 0);
  }

  private record Reading(@Nullable Map<Step, Count> counts, Instant at) {}

  SagaMetrics(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Step step : Step.values()) {
      if (step != Step.DONE) {
        gauge(registry, "saga.pending", "sagas", step, Count::sagas);
        gauge(registry, "saga.oldest.age", "seconds", step, Count::oldest);
      }
    }
  }

  private void gauge(
      MeterRegistry registry, String name, String unit, Step step, ToDoubleFunction<Count> value) {
    Gauge.builder(name, this, metrics -> metrics.read(step, value))
        .tag("step", step.name())
        .baseUnit(unit)
        .register(registry);
  }

  private double read(Step step, ToDoubleFunction<Count> value) {
    Reading reading = last;
    Instant now = clock.instant();
    // All gauges of one scrape are one query.
    if (reading == null || Duration.between(reading.at(), now).compareTo(FRESH) > 0) {
      reading = new Reading(ask(), now);
      last = reading;
    }
    Map<Step, Count> counts = reading.counts();
    return counts == null ? Double.NaN : value.applyAsDouble(counts.getOrDefault(step, Count.NONE));
  }

  private @Nullable Map<Step, Count> ask() {
    Map<Step, Count> counts = new EnumMap<>(Step.class);
    try {
      jdbc.sql(
              """
              select step, count(*) as sagas,
                     extract(epoch from now() - min(entered_at)) as oldest
              from saga where step <> 'DONE' group by step
              """)
          .query(
              row -> {
                counts.put(
                    Step.valueOf(row.getString("step")),
                    new Count(row.getLong("sagas"), row.getDouble("oldest")));
              });
      return counts;
    } catch (DataAccessException | TransactionException e) {
      return null;
    }
  }
}
