package dev.ecommercestack.operator.manager.observe;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a Job is run again. A failed Job: because its cause may be fixed by now; the delay doubles
 * every time, up to half an hour. A completed Job: because what it declared may have been deleted
 * by hand.
 *
 * @param retryAfter time from the first failure of a Job to its next run; later ones are longer
 * @param repeatAfter time from the completion of a Job to its next run
 */
public record JobSchedule(Duration retryAfter, Duration repeatAfter) {

  /** Annotation of a Job that was run again: which attempt it is, 2 for the first repetition. */
  public static final String ATTEMPT_ANNOTATION = "ecommercestack.dev/attempt";

  /**
   * Annotation of a Job that repeats one with the same inputs: when that one completed, as RFC
   * 3339. What it made is there until the repetition shows otherwise.
   */
  public static final String LAST_COMPLETED_ANNOTATION = "ecommercestack.dev/last-completed";

  private static final Duration MAX_RETRY_DELAY = Duration.ofMinutes(30);
  private static final int MAX_DOUBLINGS = 20;

  /** When to run the Job again; empty while it runs. */
  public Optional<Instant> dueAt(Job job) {
    return endedAt(job, "Failed")
        .map(time -> time.plus(delay(attempt(job))))
        .or(() -> completedAt(job).map(time -> time.plus(repeatAfter)));
  }

  /** When the Job completed; empty while it runs and when it gave up. */
  public static Optional<Instant> completedAt(Job job) {
    return endedAt(job, "Complete");
  }

  /** Which attempt the Job is, from 1. */
  public static int attempt(Job job) {
    return annotation(job, ATTEMPT_ANNOTATION)
        .filter(text -> text.matches("[1-9][0-9]{0,6}"))
        .map(Integer::parseInt)
        .orElse(1);
  }

  /** Whether the Job repeats one with the same inputs that completed. */
  static boolean isRepetition(Job job) {
    return annotation(job, LAST_COMPLETED_ANNOTATION).isPresent();
  }

  private static Optional<String> annotation(Job job, String name) {
    return Optional.ofNullable(job.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(name));
  }

  private Duration delay(int attempt) {
    var doubled = retryAfter.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
    var longest = MAX_RETRY_DELAY.compareTo(retryAfter) > 0 ? MAX_RETRY_DELAY : retryAfter;
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  private static Optional<Instant> endedAt(Job job, String condition) {
    return Optional.ofNullable(job.getStatus())
        .map(JobStatus::getConditions)
        .orElse(List.of())
        .stream()
        .filter(found -> condition.equals(found.getType()))
        .filter(found -> "True".equals(found.getStatus()))
        .map(JobCondition::getLastTransitionTime)
        .filter(time -> time != null)
        .map(Instant::parse)
        .findFirst();
  }
}
