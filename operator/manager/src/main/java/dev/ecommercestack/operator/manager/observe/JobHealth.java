package dev.ecommercestack.operator.manager.observe;

import static java.util.Objects.requireNonNullElse;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The health of a Job that has to complete once. A Job that repeats a completed one counts as
 * complete until it fails.
 */
final class JobHealth {

  // A sidecar may need a moment to notice that it is alone.
  private static final Duration SIDECAR_GRACE_PERIOD = Duration.ofSeconds(30);

  private JobHealth() {}

  static Health of(Job job, LiveObjects component, @Nullable Instant changedAt) {
    var pods = podsOf(job, component.pods());
    if (condition(job, "Complete").isPresent()) {
      return Health.ready(1, changedAt);
    }
    var running =
        new Health(ComponentPhase.Progressing, 0, 1, attempt(job, pods), false, changedAt);
    var failed = condition(job, "Failed");
    if (failed.isPresent()) {
      return running.blocked(failure(job, failed.get(), pods));
    }
    var problem =
        sidecar(job, pods, component.seenAt())
            .or(() -> PodProblems.worst(unfinished(pods), component.seenAt()))
            .or(() -> podCreationProblem(job, pods, component));
    if (JobSchedule.isRepetition(job)) {
      var done = Health.ready(1, changedAt);
      return problem.map(found -> done.withMessage(found.message())).orElse(done);
    }
    return problem
        .map(
            found ->
                found.fatal()
                    ? running.blocked(found.message())
                    : running.withMessage(found.message()))
        .orElse(running);
  }

  /** An injected sidecar container that keeps running, so that the pod never ends. */
  private static Optional<Problem> sidecar(Job job, List<Pod> pods, Instant now) {
    return unfinished(pods).stream().flatMap(pod -> sidecar(job, pod, now).stream()).findFirst();
  }

  private static Optional<Problem> sidecar(Job job, Pod pod, Instant now) {
    var program = job.getSpec().getTemplate().getSpec().getContainers().getFirst().getName();
    var containers =
        Optional.ofNullable(pod.getStatus()).map(PodStatus::getContainerStatuses).orElse(List.of());
    var ended =
        containers.stream()
            .filter(container -> container.getName().equals(program))
            .filter(container -> hasEnded(container, now.minus(SIDECAR_GRACE_PERIOD)))
            .findFirst();
    return containers.stream()
        .filter(container -> ended.isPresent() && isRunning(container))
        .map(
            container ->
                Problem.fatal(
                    "pod %s: container %s still runs after %s ended%s, so that the Job does not end; keep it out of the pod with a label or an annotation in spec.%s.pods (Istio: sidecar.istio.io/inject: \"false\"), or use native sidecars"
                        .formatted(
                            pod.getMetadata().getName(),
                            container.getName(),
                            program,
                            PodProblems.terminationMessage(pod).map(" with "::concat).orElse(""),
                            job.getMetadata().getLabels().get(LiveObjects.COMPONENT_LABEL))))
        .findFirst();
  }

  private static boolean hasEnded(ContainerStatus container, Instant before) {
    return Optional.ofNullable(container.getState())
        .map(ContainerState::getTerminated)
        .map(ContainerStateTerminated::getFinishedAt)
        .filter(time -> Instant.parse(time).isBefore(before))
        .isPresent();
  }

  private static boolean isRunning(ContainerStatus container) {
    return container.getState() != null && container.getState().getRunning() != null;
  }

  private static Optional<Problem> podCreationProblem(
      Job job, List<Pod> pods, LiveObjects component) {
    var name = job.getMetadata().getName();
    var newest = pods.stream().map(JobHealth::created).max(Comparator.naturalOrder()).orElse("");
    return WarningEvents.about("Job", name, newest, component.warnings())
        .filter(cause -> unfinished(pods).isEmpty())
        .map(
            cause ->
                Problem.fatal(
                    "Job %s cannot create its pod: %s; spec.%s sets its resources, labels and annotations"
                        .formatted(
                            name,
                            Problem.oneLine(cause),
                            job.getMetadata().getLabels().get(LiveObjects.COMPONENT_LABEL))));
  }

  /** Whether it should have a pod and has none. */
  static boolean lacksPod(Job job, List<Pod> pods) {
    return !isFinished(job) && unfinished(podsOf(job, pods)).isEmpty();
  }

  static boolean isFinished(Job job) {
    return condition(job, "Complete").isPresent() || condition(job, "Failed").isPresent();
  }

  private static String attempt(Job job, List<Pod> pods) {
    var attempts = Optional.ofNullable(job.getStatus()).map(JobStatus::getFailed).orElse(0);
    return attempts == 0
        ? "is running"
        : "attempt %d failed%s; it is tried again".formatted(attempts, terminationMessage(pods));
  }

  private static String failure(Job job, JobCondition condition, List<Pod> pods) {
    var reason = condition.getMessage() == null ? condition.getReason() : condition.getMessage();
    return "Job %s gave up (%s)%s"
        .formatted(job.getMetadata().getName(), reason, terminationMessage(pods));
  }

  private static String terminationMessage(List<Pod> pods) {
    return pods.stream()
        .sorted(Comparator.comparing(JobHealth::created).reversed())
        .flatMap(
            pod ->
                PodProblems.terminationMessage(pod).stream()
                    .map(words -> "; pod %s: %s".formatted(pod.getMetadata().getName(), words)))
        .findFirst()
        .orElse("");
  }

  private static String created(Pod pod) {
    var time = pod.getMetadata().getCreationTimestamp();
    return time == null ? "" : time;
  }

  private static List<Pod> unfinished(List<Pod> pods) {
    return pods.stream()
        .filter(
            pod ->
                pod.getStatus() == null
                    || !List.of("Failed", "Succeeded")
                        .contains(requireNonNullElse(pod.getStatus().getPhase(), "")))
        .toList();
  }

  private static List<Pod> podsOf(Job job, List<Pod> pods) {
    return pods.stream().filter(pod -> belongs(pod, job)).toList();
  }

  private static boolean belongs(HasMetadata pod, Job job) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(job.getMetadata().getUid()));
  }

  private static Optional<JobCondition> condition(Job job, String type) {
    return Optional.ofNullable(job.getStatus())
        .map(JobStatus::getConditions)
        .orElse(List.of())
        .stream()
        .filter(condition -> type.equals(condition.getType()))
        .filter(condition -> "True".equals(condition.getStatus()))
        .findFirst();
  }
}
