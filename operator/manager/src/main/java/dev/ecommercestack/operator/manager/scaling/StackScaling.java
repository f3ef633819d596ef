package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.component.LagAutoscaling;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.scaling.History;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The scaling of one stack: its components, its history, and what is published about it. */
final class StackScaling {
  /** How long newer numbers wait until they are published, if nothing else changes. */
  private static final Duration PUBLISH_INTERVAL = Duration.ofMinutes(1);

  /** How long a changed history waits until it is written, if no pods were added or removed. */
  private static final Duration SAVE_INTERVAL = Duration.ofMinutes(5);

  private final ResourceID id;
  private final ScalingAccess access;
  private final MeterRegistry registry;
  private final HistoryStore store;
  private final Timer ticks;
  private final Map<String, ScaledComponent> components = new LinkedHashMap<>();
  private final Map<String, History> histories = new TreeMap<>();
  private volatile Map<String, BacklogSource> sources = Map.of();
  private @Nullable EcommerceStack stack;
  private Map<String, History> saved = Map.of();
  private Instant savedAt = Instant.MIN;
  private volatile ScalingReport published = ScalingReport.NOT_OBSERVED;
  private Instant publishedAt = Instant.MIN;
  private boolean ended;

  StackScaling(ResourceID id, ScalingAccess access, MeterRegistry registry) {
    this.id = id;
    this.access = access;
    this.registry = registry;
    this.store = new HistoryStore(access.client());
    this.ticks =
        Timer.builder("scaling_tick")
            .description("Time of one look at the stack.")
            .tags("namespace", id.getNamespace().orElse(""), "name", id.getName())
            .register(registry);
  }

  /**
   * Reads from these sources from now on.
   *
   * @param newest where it is read what waits, by name of the component
   */
  void read(Map<String, BacklogSource> newest) {
    sources = Map.copyOf(newest);
  }

  /** Returns what is published. */
  ScalingReport report() {
    return published;
  }

  /**
   * Looks at every component and scales those that have to be.
   *
   * @return whether the stack has to be reconciled, so that its status says what is published
   */
  synchronized boolean tick() {
    var now = access.caches().stack(id).filter(access.isPaused().negate()).orElse(null);
    if (now == null || ended) {
      return false;
    }
    restore(now);
    var start = System.nanoTime();
    var reports = lookAt(now);
    ticks.record(Duration.ofNanos(System.nanoTime() - start));
    save(now, false);
    return publish(reports);
  }

  /** Writes the history if it is not written yet. */
  synchronized void save() {
    if (stack != null && !ended) {
      save(stack, true);
    }
  }

  /** Closes the connections and removes the metrics. */
  synchronized void end() {
    ended = true;
    components.values().forEach(ScaledComponent::close);
    components.clear();
    registry.remove(ticks);
  }

  /** Reads the history when the stack is looked at for the first time. */
  private void restore(EcommerceStack now) {
    var before = stack;
    stack = now;
    var same = before != null && before.getMetadata().getUid().equals(now.getMetadata().getUid());
    if (same) {
      return;
    }
    components.values().forEach(ScaledComponent::close);
    components.clear();
    histories.clear();
    var name = ObjectNames.scalingHistory(id.getName());
    histories.putAll(
        HistoryStore.read(now, access.caches().get(ConfigMap.class, now, name).orElse(null)));
    saved = Map.copyOf(histories);
    savedAt = access.clock().instant();
  }

  private List<ScalingReport.Component> lookAt(EcommerceStack now) {
    var reports = new LinkedHashMap<String, ScalingReport.Component>();
    Components.services(now.getSpec())
        .forEach(
            (name, service) -> {
              if (service.autoscaling() instanceof LagAutoscaling autoscaling) {
                var component = components.computeIfAbsent(name, this::component);
                reports.put(name, component.tick(now, autoscaling, sources.get(name)));
                histories.put(name, component.history());
              }
            });
    var removed = new HashMap<>(components);
    removed.keySet().removeAll(reports.keySet());
    removed.forEach(
        (name, component) -> {
          component.close();
          components.remove(name);
        });
    return List.copyOf(reports.values());
  }

  private ScaledComponent component(String name) {
    return new ScaledComponent(
        access,
        name,
        histories.getOrDefault(name, History.NONE),
        new ComponentMetrics(registry, id, name, access.clock()));
  }

  /** Saves at once when pods were added or removed, otherwise now and then. */
  private void save(EcommerceStack now, boolean atOnce) {
    var at = access.clock().instant();
    var due =
        atOnce
            || components.values().stream().anyMatch(ScaledComponent::actedNow)
            || !at.isBefore(savedAt.plus(SAVE_INTERVAL));
    if (due && !histories.equals(saved) && store.write(now, histories)) {
      saved = Map.copyOf(histories);
      savedAt = at;
    }
  }

  private boolean publish(List<ScalingReport.Component> reports) {
    var at = access.clock().instant();
    var last = published.components();
    var changed = !published.observed() || last.size() != reports.size();
    var numbersAreDue = !at.isBefore(publishedAt.plus(PUBLISH_INTERVAL));
    for (var i = 0; !changed && i < reports.size(); i++) {
      var report = reports.get(i);
      var before = last.get(i);
      changed =
          report.saysOtherThan(before)
              || (numbersAreDue
                  && report.status() != null
                  && before.status() != null
                  && Statuses.differNotably(report.status(), before.status()));
    }
    if (changed) {
      published = new ScalingReport(true, reports);
      publishedAt = at;
    }
    return changed;
  }
}
