package dev.ecommercestack.operator.manager.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Derives the health of a component from the objects with its label. */
public final class Observer {

  private final String fieldManager;

  /**
   * @param fieldManager the operator's field manager: its entry in managedFields tells when the
   *     operator last changed an object
   */
  public Observer(String fieldManager) {
    this.fieldManager = fieldManager;
  }

  /**
   * The health of the workload of a component: its StatefulSet or Deployment, else its newest Job.
   *
   * @param component the value of the label {@code app.kubernetes.io/component}
   * @param live the stack's objects
   */
  public Health observe(String component, LiveObjects live) {
    return observe(component, live, IntUnaryOperator.identity());
  }

  /**
   * The same for a component whose Deployment may not have its number of pods yet.
   *
   * @param wanted maps the replicas of a Deployment to the planned number of pods
   */
  public Health observe(String component, LiveObjects live, IntUnaryOperator wanted) {
    var mine = live.of(component);
    return Stream.of(
            mine.statefulSets().stream()
                .findFirst()
                .map(set -> WorkloadState.of(set).health(mine, changedAt(set))),
            mine.deployments().stream()
                .findFirst()
                .map(
                    deployment ->
                        WorkloadState.of(deployment, wanted).health(mine, changedAt(deployment))),
            mine.jobs().stream()
                .max(Comparator.comparing(job -> created(job).orElse(Instant.MAX)))
                .map(job -> JobHealth.of(job, mine, changedAt(job))))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> Health.pending("does not exist yet"));
  }

  private @Nullable Instant changedAt(HasMetadata object) {
    return object.getMetadata().getManagedFields().stream()
        .filter(entry -> fieldManager.equals(entry.getManager()) && entry.getSubresource() == null)
        .filter(entry -> entry.getTime() != null)
        .map(entry -> Instant.parse(entry.getTime()))
        .max(Comparator.naturalOrder())
        .or(() -> created(object))
        .orElse(null);
  }

  private static Optional<Instant> created(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getCreationTimestamp()).map(Instant::parse);
  }
}
