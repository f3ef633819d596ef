package dev.ecommercestack.operator.manager.observe;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out why pods do not serve. */
final class PodTroubles {

  // From here on it crashes again: between two crashes it only looks as if it started.
  private static final int REPEATEDLY = 2;

  /** After so long without a crash the kubelet, too, begins to count anew. */
  private static final Duration FORGIVEN = Duration.ofMinutes(10);

  // Times are in seconds, and the kubelet notices a crash and starts again at about the same one.
  private static final Duration SAME_TIME = Duration.ofSeconds(10);

  /** Of {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int HEAP_FULL = 3;

  /** 128 and SIGTERM. */
  private static final int TERMINATED = 143;

  private PodTroubles() {}

  /**
   * The worst trouble among these pods, the fatal ones first; pods that are being deleted do not
   * count.
   *
   * @param now when they were seen
   */
  static Optional<Trouble> worst(List<Pod> pods, Instant now) {
    return pods.stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .flatMap(pod -> of(pod, now).stream())
        .min(Comparator.comparing(trouble -> !trouble.fatal()));
  }

  /** What keeps this pod from serving, if anything is known. */
  static Optional<Trouble> of(Pod pod, Instant now) {
    if (pod.getStatus() == null) {
      return Optional.empty();
    }
    return unschedulable(pod)
        .or(
            () ->
                containers(pod).flatMap(container -> of(pod, container, now).stream()).findFirst())
        .or(() -> evicted(pod));
  }

  /** The last words of the containers of this pod that ended with an error. */
  static Optional<String> lastWords(Pod pod) {
    return containers(pod)
        .map(container -> failure(container))
        .flatMap(Optional::stream)
        .map(PodTroubles::describe)
        .findFirst();
  }

  private static Optional<Trouble> of(Pod pod, ContainerStatus container, Instant now) {
    var name = pod.getMetadata().getName();
    return waiting(container)
        .flatMap(
            waiting ->
                switch (reason(waiting)) {
                  case "ErrImagePull",
                      "ImagePullBackOff",
                      "InvalidImageName",
                      "ErrImageNeverPull",
                      "ImageInspectError",
                      "RegistryUnavailable" ->
                      Optional.of(
                          Trouble.fatal(
                              "pod %s cannot pull image %s (%s)%s; check the image name, the tag and the pull secret"
                                  .formatted(
                                      name,
                                      container.getImage(),
                                      waiting.getReason(),
                                      because(waiting.getMessage()))));
                  case "CrashLoopBackOff" ->
                      Optional.of(Trouble.fatal(keepsCrashing(name, container)));
                  case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
                      Optional.of(
                          Trouble.fatal(
                              "pod %s: container %s cannot be started (%s)%s"
                                  .formatted(
                                      name,
                                      container.getName(),
                                      waiting.getReason(),
                                      because(waiting.getMessage()))));
                  default -> Optional.<Trouble>empty();
                })
        .or(() -> isOver(pod, container, now) ? Optional.empty() : crashed(name, container));
  }

  private static Optional<Trouble> crashed(String pod, ContainerStatus container) {
    if (Boolean.TRUE.equals(container.getReady())) {
      return Optional.empty();
    }
    return failure(container)
        .map(
            failure ->
                restarts(container) < REPEATEDLY
                    ? Trouble.waiting(
                        "pod %s: container %s ended with an error and is started again%s"
                            .formatted(pod, container.getName(), because(describe(failure))))
                    : Trouble.fatal(keepsCrashing(pod, container)));
  }

  /** Whether the container got over its last crash: it runs for long, or was ready since. */
  private static boolean isOver(Pod pod, ContainerStatus container, Instant now) {
    return Optional.ofNullable(container.getState())
        .map(ContainerState::getRunning)
        .map(ContainerStateRunning::getStartedAt)
        .map(Instant::parse)
        .filter(start -> start.plus(FORGIVEN).isBefore(now) || wasReadySince(pod, start))
        .isPresent();
  }

  /** The condition changed within this run: the pod became ready in it, and stopped being so. */
  private static boolean wasReadySince(Pod pod, Instant start) {
    return condition(pod, "Ready")
        .map(PodCondition::getLastTransitionTime)
        .map(Instant::parse)
        .filter(change -> change.isAfter(start.plus(SAME_TIME)))
        .isPresent();
  }

  private static String keepsCrashing(String pod, ContainerStatus container) {
    return "pod %s: container %s keeps crashing%s"
        .formatted(pod, container.getName(), lastFailure(container));
  }

  private static int restarts(ContainerStatus container) {
    return container.getRestartCount() == null ? 0 : container.getRestartCount();
  }

  private static Optional<Trouble> unschedulable(Pod pod) {
    return condition(pod, "PodScheduled")
        .filter(
            condition ->
                "False".equals(condition.getStatus())
                    && "Unschedulable".equals(condition.getReason()))
        .map(condition -> condition.getMessage() == null ? "" : condition.getMessage())
        .map(message -> Trouble.waiting(unschedulable(pod.getMetadata().getName(), message)));
  }

  private static String unschedulable(String pod, String message) {
    return message.contains("PersistentVolumeClaim") || message.contains("persistentvolumeclaim")
        ? "pod %s waits for its volume%s; check the claim with kubectl describe pvc and that its StorageClass exists"
            .formatted(pod, because(message))
        : "pod %s finds no node to run on%s".formatted(pod, because(message));
  }

  private static Optional<Trouble> evicted(Pod pod) {
    return "Failed".equals(pod.getStatus().getPhase()) && pod.getStatus().getReason() != null
        ? Optional.of(
            Trouble.waiting(
                "pod %s failed (%s)%s"
                    .formatted(
                        pod.getMetadata().getName(),
                        pod.getStatus().getReason(),
                        because(pod.getStatus().getMessage()))))
        : Optional.empty();
  }

  private static Stream<ContainerStatus> containers(Pod pod) {
    return pod.getStatus() == null
        ? Stream.empty()
        : Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream());
  }

  private static Optional<PodCondition> condition(Pod pod, String type) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }

  private static Optional<ContainerStateWaiting> waiting(ContainerStatus container) {
    return Optional.ofNullable(container.getState()).map(ContainerState::getWaiting);
  }

  private static String reason(ContainerStateWaiting waiting) {
    return waiting.getReason() == null ? "" : waiting.getReason();
  }

  private static Optional<ContainerStateTerminated> failure(ContainerStatus container) {
    return Stream.of(container.getState(), container.getLastState())
        .filter(state -> state != null && state.getTerminated() != null)
        .map(ContainerState::getTerminated)
        .filter(end -> end.getExitCode() == null || end.getExitCode() != 0)
        .findFirst();
  }

  private static String lastFailure(ContainerStatus container) {
    return failure(container).map(failure -> because(describe(failure))).orElse("");
  }

  private static String describe(ContainerStateTerminated end) {
    if ("OOMKilled".equals(end.getReason())) {
      return "it used more memory than its limit (OOMKilled); raise resources.limits.memory";
    }
    var exit =
        switch (end.getExitCode()) {
          case HEAP_FULL ->
              "exit code 3, as when the heap of a Java program is full; raise resources.limits.memory";
          case TERMINATED ->
              "it was told to end (exit code 143), as when it does not answer its probes in time";
          case null, default -> "exit code " + end.getExitCode();
        };
    var words = end.getMessage() == null ? "" : Trouble.oneLine(end.getMessage());
    return words.isEmpty() ? exit : exit + ", " + words;
  }

  private static String because(@Nullable String cause) {
    return cause == null || cause.isBlank() ? "" : ": " + Trouble.oneLine(cause);
  }
}
