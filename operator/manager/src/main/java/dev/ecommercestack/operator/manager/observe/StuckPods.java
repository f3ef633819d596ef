package dev.ecommercestack.operator.manager.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds pods that block the update of a StatefulSet: they cannot start with an outdated revision,
 * and Kubernetes does not replace them while other pods are not healthy.
 */
public final class StuckPods {

  private static final String REVISION_LABEL = "controller-revision-hash";

  // The kubelet says "not ready" when it accepts a pod; clocks of status and condition are read
  // apart.
  private static final Duration TIMESTAMP_TOLERANCE = Duration.ofSeconds(5);

  private StuckPods() {}

  /**
   * The pods of a StatefulSet that may go: of another revision than the one that is rolled out, of
   * which nothing runs, and which never were ready.
   *
   * @param pods any pods of its namespace
   * @param now when they were seen
   */
  public static List<Pod> of(StatefulSet set, List<Pod> pods, Instant now) {
    return updateRevision(set).stream()
        .flatMap(revision -> pods.stream().filter(pod -> isOutdated(pod, revision)))
        .filter(pod -> isOwnedBy(pod, set))
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> PodProblems.of(pod, now).isPresent())
        .filter(pod -> !runs(pod) && !wasReady(pod))
        .toList();
  }

  /** Known only once the controller of StatefulSets has seen the last change. */
  private static Optional<String> updateRevision(StatefulSet set) {
    return Optional.ofNullable(set.getStatus())
        .filter(
            status ->
                Objects.equals(status.getObservedGeneration(), set.getMetadata().getGeneration()))
        .map(StatefulSetStatus::getUpdateRevision);
  }

  private static boolean isOutdated(Pod pod, String revision) {
    var labels = pod.getMetadata().getLabels();
    var own = labels == null ? null : labels.get(REVISION_LABEL);
    return own != null && !own.equals(revision);
  }

  private static boolean isOwnedBy(Pod pod, StatefulSet set) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(
            owner ->
                Boolean.TRUE.equals(owner.getController())
                    && Objects.equals(owner.getUid(), set.getMetadata().getUid()));
  }

  private static boolean runs(Pod pod) {
    return Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream())
        .map(ContainerStatus::getState)
        .anyMatch(state -> state != null && state.getRunning() != null);
  }

  /** One that was ready stopped being so later than it was accepted by its node. */
  private static boolean wasReady(Pod pod) {
    var accepted = time(Optional.of(pod.getStatus()).map(PodStatus::getStartTime).orElse(null));
    return pod.getStatus().getConditions().stream()
        .filter(condition -> "Ready".equals(condition.getType()))
        .anyMatch(condition -> changedAfter(condition, accepted));
  }

  private static boolean changedAfter(PodCondition condition, @Nullable Instant accepted) {
    var changed = time(condition.getLastTransitionTime());
    return "True".equals(condition.getStatus())
        || changed == null
        || accepted == null
        || changed.isAfter(accepted.plus(TIMESTAMP_TOLERANCE));
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
