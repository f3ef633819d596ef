package dev.ecommercestack.operator.manager.observe;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a StatefulSet and a Deployment have in common for an observer.
 *
 * @param name the object's name
 * @param desired number of pods that should run
 * @param ready number of pods that serve
 * @param rolledOut whether its controller has seen the last change and every pod has it
 * @param refusal why its controller cannot create pods, as its own conditions say it
 */
record WorkloadState(
    String kind, String name, int desired, int ready, boolean rolledOut, @Nullable String refusal) {

  static WorkloadState of(StatefulSet set) {
    var status = Optional.ofNullable(set.getStatus()).orElseGet(StatefulSetStatus::new);
    var sameRevision = Objects.equals(status.getCurrentRevision(), status.getUpdateRevision());
    return new WorkloadState(
        "StatefulSet",
        set.getMetadata().getName(),
        set.getSpec().getReplicas() == null ? 1 : set.getSpec().getReplicas(),
        number(status.getReadyReplicas()),
        seen(set.getMetadata().getGeneration(), status.getObservedGeneration()) && sameRevision,
        null);
  }

  static WorkloadState of(Deployment deployment) {
    return of(deployment, IntUnaryOperator.identity());
  }

  static WorkloadState of(Deployment deployment, IntUnaryOperator wanted) {
    var status = Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
    var replicas = deployment.getSpec().getReplicas();
    var desired = wanted.applyAsInt(replicas == null ? 1 : replicas);
    var updated = number(status.getUpdatedReplicas());
    var onlyUpdated = updated >= desired && number(status.getReplicas()) <= updated;
    return new WorkloadState(
        "Deployment",
        deployment.getMetadata().getName(),
        desired,
        number(status.getAvailableReplicas()),
        seen(deployment.getMetadata().getGeneration(), status.getObservedGeneration())
            && onlyUpdated,
        refusal(status));
  }

  Health health(LiveObjects component, @Nullable Instant changedAt) {
    if (rolledOut && ready >= desired) {
      return new Health(ComponentPhase.Ready, ready, desired, null, false, changedAt);
    }
    var problem =
        PodProblems.worst(component.pods(), component.seenAt())
            .or(() -> podCreationProblem(component));
    var count = ready < desired ? readyCount() : "pods of the previous revision are being replaced";
    var message = problem.map(found -> count + "; " + found.message()).orElse(count);
    return new Health(
        ComponentPhase.Progressing,
        ready,
        desired,
        message,
        problem.map(Problem::fatal).orElse(false),
        changedAt);
  }

  private String readyCount() {
    return "%d of %d pods are ready".formatted(ready, desired);
  }

  /** Quota, admission and the like: no pod exists that could tell, but the controller complains. */
  private Optional<Problem> podCreationProblem(LiveObjects component) {
    return Optional.ofNullable(refusal)
        .or(() -> WarningEvents.about(kind, name, component.warnings()))
        .filter(cause -> component.pods().size() < desired)
        .map(
            cause ->
                Problem.fatal(
                    "%s %s cannot create its pods: %s"
                        .formatted(kind, name, Problem.oneLine(cause))));
  }

  private static boolean seen(@Nullable Long generation, @Nullable Long observed) {
    return observed != null && (generation == null || observed >= generation);
  }

  private static @Nullable String refusal(DeploymentStatus status) {
    return status.getConditions().stream()
        .filter(condition -> "ReplicaFailure".equals(condition.getType()))
        .filter(condition -> "True".equals(condition.getStatus()))
        .map(DeploymentCondition::getMessage)
        .findFirst()
        .orElse(null);
  }

  private static int number(@Nullable Integer count) {
    return count == null ? 0 : count;
  }
}
