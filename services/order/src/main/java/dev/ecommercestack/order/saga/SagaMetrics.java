package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.lifecycle.SagaStep;
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
 * Metrics of the sagas that are not done, by step: {@code saga.pending} is their number and {@code
 * saga.oldest.age} is for how many seconds the oldest has been in the step. The values are NaN
 * while the database cannot be read.
 */
@Component
class SagaMetrics implements MeterBinder {
  private static final Duration CACHE_DURATION = Duration.ofSeconds(5);

  private final JdbcClient jdbc;
  private final Clock clock;
  private volatile @Nullable StepCounts cached;

  /** The number of sagas in a step, and the age of the oldest in seconds. */
  private record StepCount(long sagas, double oldestAgeSeconds) {
    static final StepCount NONE = new StepCount(0, 0);
  }

  /** The result of one query; the counts are null if it failed. */
  private record StepCounts(@Nullable Map<SagaStep, StepCount> byStep, Instant readAt) {}

  SagaMetrics(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (SagaStep step : SagaStep.values()) {
      if (step != SagaStep.DONE) {
        gauge(registry, "saga.pending", "sagas", step, StepCount::sagas);
        gauge(registry, "saga.oldest.age", "seconds", step, StepCount::oldestAgeSeconds);
      }
    }
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String unit,
      SagaStep step,
      ToDoubleFunction<StepCount> value) {
    Gauge.builder(name, this, metrics -> metrics.read(step, value))
        .tag("step", step.name())
        .baseUnit(unit)
        .register(registry);
  }

  private double read(SagaStep step, ToDoubleFunction<StepCount> value) {
    StepCounts counts = cached;
    Instant now = clock.instant();
    // All gauges of one scrape share one query.
    if (counts == null || Duration.between(counts.readAt(), now).compareTo(CACHE_DURATION) > 0) {
      counts = new StepCounts(query(), now);
      cached = counts;
    }
    Map<SagaStep, StepCount> byStep = counts.byStep();
    return byStep == null
        ? Double.NaN
        : value.applyAsDouble(byStep.getOrDefault(step, StepCount.NONE));
  }

  private @Nullable Map<SagaStep, StepCount> query() {
    Map<SagaStep, StepCount> counts = new EnumMap<>(SagaStep.class);
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
                    SagaStep.valueOf(row.getString("step")),
                    new StepCount(row.getLong("sagas"), row.getDouble("oldest")));
              });
      return counts;
    } catch (DataAccessException | TransactionException e) {
      return null;
    }
  }
}
