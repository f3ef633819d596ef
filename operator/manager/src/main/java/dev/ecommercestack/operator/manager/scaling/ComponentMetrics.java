package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.scaling.Decision;
import dev.ecommercestack.operator.scaling.LimitedBy;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.operator.scaling.Observation;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the decisions about one component as metrics {@code scaling_...}. What is not known is
 * NaN. They end with {@link #remove()} and begin with the next decision.
 */
final class ComponentMetrics {
  private static final double MILLIS = 1000;

  private final MeterRegistry registry;
  private final Tags tags;
  private final Clock clock;
  private final List<Meter> meters = new ArrayList<>();
  private @Nullable Counter failedReadings;
  private volatile @Nullable Decision decision;
  private volatile int ready;
  private volatile @Nullable Instant readAt;

  ComponentMetrics(MeterRegistry registry, ResourceID stack, String component, Clock clock) {
    this.registry = registry;
    this.tags =
        Tags.of(
            "namespace",
            stack.getNamespace().orElse(""),
            "name",
            stack.getName(),
            "component",
            component);
    this.clock = clock;
  }

  /**
   * Shows a decision.
   *
   * @param newest the decision
   * @param readyPods number of pods that run
   * @param observation the pods, queues and CPU use that the decision was made from
   */
  synchronized void show(Decision newest, int readyPods, Observation observation) {
    decision = newest;
    ready = readyPods;
    if (meters.isEmpty()) {
      register();
    }
    if (observation.sources().stream()
        .allMatch(source -> source.backlog() instanceof Measurement.Known)) {
      readAt = observation.at();
    } else if (failedReadings != null) {
      failedReadings.increment();
    }
  }

  /** Removes the metrics. */
  synchronized void remove() {
    meters.forEach(registry::remove);
    meters.clear();
    failedReadings = null;
  }

  private void register() {
    gauge(
        "lag",
        "Messages that wait.",
        it -> {
          var lag = it.numbers().lag();
          return lag.isPresent() ? lag.getAsLong() : Double.NaN;
        });
    gauge(
        "arrival_rate",
        "Messages that arrive, per second.",
        it -> it.numbers().arrivalPerSecond().orElse(Double.NaN));
    gauge(
        "service_rate",
        "Messages that one pod handles, per second.",
        it -> it.numbers().servicePerReplica().orElse(Double.NaN));
    gauge(
        "predicted_drain_seconds",
        "Time until the backlog is worked off with the desired pods.",
        it ->
            it.numbers()
                .predictedDrain()
                .map(drain -> drain.toMillis() / MILLIS)
                .orElse(Double.NaN));
    gauge("desired_replicas", "Pods that the decision asks for.", Decision::desired);
    gauge("current_replicas", "Pods that run.", it -> ready);
    gauge("reading_age_seconds", "Age of the last complete reading.", it -> age());
    for (var limit : LimitedBy.values()) {
      gauge(
          "limited",
          "Whether this keeps the decision from another number of pods.",
          Tags.of("by", limit.word()),
          it -> it.limitedBy().filter(found -> found.by() == limit).isPresent() ? 1 : 0);
    }
    var counter =
        Counter.builder("scaling_failed_readings")
            .description("Readings of the broker that were not complete.")
            .tags(tags)
            .register(registry);
    meters.add(counter);
    failedReadings = counter;
  }

  private void gauge(String name, String description, ToDoubleFunction<Decision> value) {
    gauge(name, description, Tags.empty(), value);
  }

  private void gauge(String name, String description, Tags more, ToDoubleFunction<Decision> value) {
    meters.add(
        Gauge.builder("scaling_" + name, this, it -> it.value(value))
            .description(description)
            .tags(tags.and(more))
            .register(registry));
  }

  private double value(ToDoubleFunction<Decision> value) {
    var now = decision;
    return now == null ? Double.NaN : value.applyAsDouble(now);
  }

  private double age() {
    var at = readAt;
    return at == null ? Double.NaN : Duration.between(at, clock.instant()).toMillis() / MILLIS;
  }
}
