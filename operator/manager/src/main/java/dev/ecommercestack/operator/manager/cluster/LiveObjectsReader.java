package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.observe.LiveObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the workloads of a stack from the informers, and from the API server only what explains
 * missing pods.
 */
final class LiveObjectsReader {

  private static final Logger log = LoggerFactory.getLogger(LiveObjectsReader.class);

  private static final Duration MAX_EVENT_AGE = Duration.ofMinutes(5);

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final Clock clock;
  private @Nullable List<Event> warnings;

  LiveObjectsReader(EcommerceStack stack, Context<EcommerceStack> context, Clock clock) {
    this.stack = stack;
    this.context = context;
    this.clock = clock;
  }

  LiveObjects read() {
    var objects = read(List.of());
    return objects.lacksPods() ? objects.with(warnings()) : objects;
  }

  private LiveObjects read(List<Event> known) {
    return new LiveObjects(
        all(StatefulSet.class),
        all(Deployment.class),
        all(Job.class),
        all(Pod.class),
        known,
        clock.instant());
  }

  /** The pods of one component. */
  List<Pod> pods(String component) {
    return read(List.of()).of(component).pods();
  }

  /** Whether the Deployment of a component is scaled to zero, as another autoscaler may do. */
  boolean isScaledToZero(String component) {
    return read(List.of()).of(component).deployments().stream()
        .anyMatch(deployment -> Integer.valueOf(0).equals(deployment.getSpec().getReplicas()));
  }

  private <T extends HasMetadata> List<T> all(Class<T> kind) {
    return context.getSecondaryResourcesAsStream(kind, true).toList();
  }

  /** Read at most once in a reconciliation. Without them only explanations are missing. */
  private List<Event> warnings() {
    if (warnings == null) {
      try {
        warnings = readWarnings();
      } catch (KubernetesClientException failure) {
        log.warn("Cannot read why pods are missing: {}", failure.getMessage());
        warnings = List.of();
      }
    }
    return warnings;
  }

  private List<Event> readWarnings() {
    var since = clock.instant().minus(MAX_EVENT_AGE);
    return context
        .getClient()
        .events()
        .v1()
        .events()
        .inNamespace(stack.getMetadata().getNamespace())
        .withField("type", "Warning")
        .withField("reason", "FailedCreate")
        .list()
        .getItems()
        .stream()
        .filter(event -> lastSeen(event).isAfter(since))
        .toList();
  }

  private static Instant lastSeen(Event event) {
    return Stream.of(
            Optional.ofNullable(event.getSeries())
                .map(series -> series.getLastObservedTime())
                .map(time -> time.getTime()),
            Optional.ofNullable(event.getDeprecatedLastTimestamp()),
            Optional.ofNullable(event.getEventTime()).map(time -> time.getTime()),
            Optional.ofNullable(event.getMetadata().getCreationTimestamp()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(Instant::parse)
        .orElse(Instant.EPOCH);
  }
}
