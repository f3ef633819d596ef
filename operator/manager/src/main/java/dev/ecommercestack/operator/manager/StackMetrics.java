package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes the state of every stack as metrics: {@code stack_ready}, {@code stack_degraded},
 * {@code component_ready} and {@code dependency_available} are 1 or 0, {@code
 * stack_reconciliations_total} counts reconciliations by outcome. They end with the stack.
 */
final class StackMetrics implements Metrics {

  private final MeterRegistry registry;
  private final Map<ResourceID, Map<Meter.Id, AtomicInteger>> gauges = new HashMap<>();
  private final Map<ResourceID, Set<Meter.Id>> counters = new HashMap<>();

  StackMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Sets the metrics of a stack after a reconciliation.
   *
   * @param stack namespace and name of the stack
   * @param status the status that the reconciliation has found
   * @param dependencies the reports of the services about their backing services
   * @param outcome the result of the reconciliation
   */
  synchronized void show(
      ResourceID stack,
      EcommerceStackStatus status,
      DependencyReport dependencies,
      Outcome outcome) {
    count(stack, outcome);
    var before = Map.copyOf(gauges.getOrDefault(stack, Map.of()));
    var shown = new HashSet<Meter.Id>();
    shown.add(
        set(
            stack,
            "stack_ready",
            "Whether the stack is ready.",
            Tags.empty(),
            isTrue(status, Condition.READY)));
    shown.add(
        set(
            stack,
            "stack_degraded",
            "Whether something is wrong with the stack.",
            Tags.empty(),
            isTrue(status, Condition.DEGRADED)));
    for (var component : status.components()) {
      var ready =
          component.phase() == ComponentPhase.Ready || component.phase() == ComponentPhase.External;
      shown.add(
          set(
              stack,
              "component_ready",
              "Whether all pods of the component serve.",
              Tags.of("component", component.name()),
              ready));
    }
    for (var backing : dependencies.reported()) {
      var available =
          dependencies.outages().stream().noneMatch(outage -> outage.backing() == backing);
      shown.add(
          set(
              stack,
              "dependency_available",
              "Whether every service that answered can use the backing service.",
              Tags.of("dependency", backing.id()),
              available));
    }
    before.keySet().stream().filter(id -> !shown.contains(id)).forEach(id -> remove(stack, id));
  }

  /** Removes the metrics of a deleted stack. */
  @Override
  public synchronized void cleanupDone(ResourceID stack, Map<String, Object> metadata) {
    Optional.ofNullable(gauges.remove(stack))
        .ifPresent(ids -> ids.keySet().forEach(registry::remove));
    Optional.ofNullable(counters.remove(stack)).ifPresent(ids -> ids.forEach(registry::remove));
  }

  private void count(ResourceID stack, Outcome outcome) {
    var counter =
        Counter.builder("stack_reconciliations")
            .description("Reconciliations of the stack by outcome.")
            .tags(tags(stack).and("outcome", outcome.name().toLowerCase(Locale.ROOT)))
            .register(registry);
    counter.increment();
    counters.computeIfAbsent(stack, key -> new HashSet<>()).add(counter.getId());
  }

  private Meter.Id set(
      ResourceID stack, String name, String description, Tags tags, boolean value) {
    var number = new AtomicInteger();
    var id =
        Gauge.builder(name, number, AtomicInteger::get)
            .description(description)
            .tags(tags(stack).and(tags))
            .register(registry)
            .getId();
    gauges
        .computeIfAbsent(stack, key -> new HashMap<>())
        .computeIfAbsent(id, key -> number)
        .set(value ? 1 : 0);
    return id;
  }

  private void remove(ResourceID stack, Meter.Id id) {
    registry.remove(id);
    Optional.ofNullable(gauges.get(stack)).ifPresent(ids -> ids.remove(id));
  }

  private static Tags tags(ResourceID stack) {
    return Tags.of("namespace", stack.getNamespace().orElse(""), "name", stack.getName());
  }

  private static boolean isTrue(EcommerceStackStatus status, String type) {
    return status
        .condition(type)
        .filter(condition -> condition.status() == Condition.Status.TRUE)
        .isPresent();
  }
}
