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
final class PodProblems {

  // With this many restarts a container that runs now is expected to crash again.
  private static final int CRASH_LOOP_RESTARTS = 2;

  /** Time without a crash after which the kubelet resets its back-off. */
  private static final Duration CRASH_RESET_DURATION = Duration.ofMinutes(10);

  // Timestamps have seconds; the kubelet detects a crash and restarts at about the same time.
  private static final Duration TIMESTAMP_TOLERANCE = Duration.ofSeconds(10);

  /** The exit code of {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int HEAP_FULL_EXIT_CODE = 3;

  /** 128 plus the number of SIGTERM. */
  private static final int SIGTERM_EXIT_CODE = 143;

  private PodProblems() {}

  /**
   * The worst trouble among these pods, the fatal ones first; pods that are being deleted do not
   * count.
   *
   * @param now when they were seen
   */
  static Optional<Problem> worst(List<Pod> pods, Instant now) {
    return pods.stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .flatMap(pod -> of(pod, now).stream())
        .min(Comparator.comparing(problem -> !problem.fatal()));
  }

  /** What keeps this pod from serving, if anything is known. */
  static Optional<Problem> of(Pod pod, Instant now) {
    if (pod.getStatus() == null) {
      return Optional.empty();
    }
    return unschedulable(pod)
        .or(
            () ->
                containers(pod).flatMap(container -> of(pod, container, now).stream()).findFirst())
        .or(() -> evicted(pod));
  }

  /** Returns exit code and termination message of a container of the pod that failed. */
  static Optional<String> terminationMessage(Pod pod) {
    return containers(pod)
        .map(container -> failure(container))
        .flatMap(Optional::stream)
        .map(PodProblems::describe)
        .findFirst();
  }

  private static Optional<Problem> of(Pod pod, ContainerStatus container, Instant now) {
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
                          Problem.fatal(
                              "pod %s cannot pull image %s (%s)%s; check the image name, the tag and the pull secret"
                                  .formatted(
                                      name,
                                      container.getImage(),
                                      waiting.getReason(),
                                      asSuffix(waiting.getMessage()))));
                  case "CrashLoopBackOff" ->
                      Optional.of(Problem.fatal(keepsCrashing(name, container)));
                  case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
                      Optional.of(
                          Problem.fatal(
                              "pod %s: container %s cannot be started (%s)%s"
                                  .formatted(
                                      name,
                                      container.getName(),
                                      waiting.getReason(),
                                      asSuffix(waiting.getMessage()))));
                  default -> Optional.<Problem>empty();
                })
        .or(() -> isOver(pod, container, now) ? Optional.empty() : crashed(name, container));
  }

  private static Optional<Problem> crashed(String pod, ContainerStatus container) {
    if (Boolean.TRUE.equals(container.getReady())) {
      return Optional.empty();
    }
    return failure(container)
        .map(
            failure ->
                restarts(container) < CRASH_LOOP_RESTARTS
                    ? Problem.waiting(
                        "pod %s: container %s ended with an error and is started again%s"
                            .formatted(pod, container.getName(), asSuffix(describe(failure))))
                    : Problem.fatal(keepsCrashing(pod, container)));
  }

  /** Whether the container got over its last crash: it runs for long, or was ready since. */
  private static boolean isOver(Pod pod, ContainerStatus container, Instant now) {
    return Optional.ofNullable(container.getState())
        .map(ContainerState::getRunning)
        .map(ContainerStateRunning::getStartedAt)
        .map(Instant::parse)
        .filter(
            start -> start.plus(CRASH_RESET_DURATION).isBefore(now) || wasReadySince(pod, start))
        .isPresent();
  }

  /** The condition changed within this run: the pod became ready in it, and stopped being so. */
  private static boolean wasReadySince(Pod pod, Instant start) {
    return condition(pod, "Ready")
        .map(PodCondition::getLastTransitionTime)
        .map(Instant::parse)
        .filter(change -> change.isAfter(start.plus(TIMESTAMP_TOLERANCE)))
        .isPresent();
  }

  private static String keepsCrashing(String pod, ContainerStatus container) {
    return "pod %s: container %s keeps crashing%s"
        .formatted(pod, container.getName(), lastFailure(container));
  }

  private static int restarts(ContainerStatus container) {
    return container.getRestartCount() == null ? 0 : container.getRestartCount();
  }

  private static Optional<Problem> unschedulable(Pod pod) {
    return condition(pod, "PodScheduled")
        .filter(
            condition ->
                "False".equals(condition.getStatus())
                    && "Unschedulable".equals(condition.getReason()))
        .map(condition -> condition.getMessage() == null ? "" : condition.getMessage())
        .map(message -> Problem.waiting(unschedulable(pod.getMetadata().getName(), message)));
  }

  private static String unschedulable(String pod, String message) {
    return message.contains("PersistentVolumeClaim") || message.contains("persistentvolumeclaim")
        ? "pod %s waits for its volume%s; check the claim with kubectl describe pvc and that its StorageClass exists"
            .formatted(pod, asSuffix(message))
        : "no node can run pod %s%s".formatted(pod, asSuffix(message));
  }

  private static Optional<Problem> evicted(Pod pod) {
    return "Failed".equals(pod.getStatus().getPhase()) && pod.getStatus().getReason() != null
        ? Optional.of(
            Problem.waiting(
                "pod %s failed (%s)%s"
                    .formatted(
                        pod.getMetadata().getName(),
                        pod.getStatus().getReason(),
                        asSuffix(pod.getStatus().getMessage()))))
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
    return failure(container).map(failure -> asSuffix(describe(failure))).orElse("");
  }

  private static String describe(ContainerStateTerminated end) {
    if ("OOMKilled".equals(end.getReason())) {
      return "it used more memory than its limit (OOMKilled); raise resources.limits.memory";
    }
    var exit =
        switch (end.getExitCode()) {
          case HEAP_FULL_EXIT_CODE ->
              "exit code 3, for example because the Java heap is full; raise resources.limits.memory";
          case SIGTERM_EXIT_CODE ->
              "it was stopped by SIGTERM (exit code 143), for example because its probes failed";
          case null, default -> "exit code " + end.getExitCode();
        };
    var words = end.getMessage() == null ? "" : Problem.oneLine(end.getMessage());
    return words.isEmpty() ? exit : exit + ", " + words;
  }

  private static String asSuffix(@Nullable String cause) {
    return cause == null || cause.isBlank() ? "" : ": " + Problem.oneLine(cause);
  }
}
