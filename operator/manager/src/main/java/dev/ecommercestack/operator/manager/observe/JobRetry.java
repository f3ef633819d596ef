package dev.ecommercestack.operator.manager.observe;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a Job that gave up is run again, since what it failed on may have been mended: every time it
 * takes twice as long, up to half an hour.
 */
public final class JobRetry {

  /** Annotation of a Job that was run again: which attempt it is, 2 for the first repetition. */
  public static final String ATTEMPT = "ecommercestack.dev/attempt";

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int MAX_DOUBLINGS = 20;

  private JobRetry() {}

  /**
   * When to run the Job again; empty while it runs and when it completed.
   *
   * @param base the wait after the first attempt
   */
  public static Optional<Instant> dueAt(Job job, Duration base) {
    return gaveUpAt(job).map(time -> time.plus(delay(attempt(job), base)));
  }

  /** Which attempt the Job is, from 1. */
  public static int attempt(Job job) {
    return Optional.ofNullable(job.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(ATTEMPT))
        .filter(text -> text.matches("[1-9][0-9]{0,6}"))
        .map(Integer::parseInt)
        .orElse(1);
  }

  private static Duration delay(int attempt, Duration base) {
    var doubled = base.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
    var longest = LONGEST.compareTo(base) > 0 ? LONGEST : base;
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  private static Optional<Instant> gaveUpAt(Job job) {
    return Optional.ofNullable(job.getStatus())
        .map(JobStatus::getConditions)
        .orElse(List.of())
        .stream()
        .filter(condition -> "Failed".equals(condition.getType()))
        .filter(condition -> "True".equals(condition.getStatus()))
        .filter(condition -> condition.getLastTransitionTime() != null)
        .map(condition -> Instant.parse(condition.getLastTransitionTime()))
        .findFirst();
  }
}
