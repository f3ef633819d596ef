package dev.ecommercestack.operator.manager.observe;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a Job is doing that has to complete once. One that repeats another counts as complete until
 * it gives up.
 */
final class JobHealth {

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
    var trouble =
        PodTroubles.worst(running(pods), component.seenAt()).or(() -> noPod(job, pods, component));
    if (JobSchedule.isRepetition(job)) {
      var done = Health.ready(1, changedAt);
      return trouble.map(found -> done.because(found.message())).orElse(done);
    }
    return trouble
        .map(
            found ->
                found.fatal() ? running.blocked(found.message()) : running.because(found.message()))
        .orElse(running);
  }

  private static Optional<Trouble> noPod(Job job, List<Pod> pods, LiveObjects component) {
    var name = job.getMetadata().getName();
    return Warnings.about("Job", name, component.warnings())
        .filter(cause -> pods.isEmpty())
        .map(
            cause ->
                Trouble.fatal(
                    "Job %s cannot create its pod: %s".formatted(name, Trouble.oneLine(cause))));
  }

  static boolean isFinished(Job job) {
    return condition(job, "Complete").isPresent() || condition(job, "Failed").isPresent();
  }

  private static String attempt(Job job, List<Pod> pods) {
    var attempts = Optional.ofNullable(job.getStatus()).map(JobStatus::getFailed).orElse(0);
    return attempts == 0
        ? "is running"
        : "attempt %d failed%s; it is tried again".formatted(attempts, lastWords(pods));
  }

  private static String failure(Job job, JobCondition condition, List<Pod> pods) {
    var reason = condition.getMessage() == null ? condition.getReason() : condition.getMessage();
    return "Job %s gave up (%s)%s".formatted(job.getMetadata().getName(), reason, lastWords(pods));
  }

  private static String lastWords(List<Pod> pods) {
    return pods.stream()
        .sorted(Comparator.comparing(JobHealth::created).reversed())
        .flatMap(
            pod ->
                PodTroubles.lastWords(pod).stream()
                    .map(words -> "; pod %s: %s".formatted(pod.getMetadata().getName(), words)))
        .findFirst()
        .orElse("");
  }

  private static String created(Pod pod) {
    var time = pod.getMetadata().getCreationTimestamp();
    return time == null ? "" : time;
  }

  private static List<Pod> running(List<Pod> pods) {
    return pods.stream()
        .filter(pod -> pod.getStatus() != null && !"Failed".equals(pod.getStatus().getPhase()))
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
