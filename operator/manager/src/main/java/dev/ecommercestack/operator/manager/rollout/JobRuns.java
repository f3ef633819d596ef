package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.observe.JobSchedule;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.time.Clock;

/**
 * Runs a Job again that gave up, or that completed long ago. A Job cannot be changed, its name
 * stands for its inputs: it is removed and made again, and annotations say what was before.
 */
final class JobRuns {

  private final Context<EcommerceStack> context;
  private final Clock clock;
  private final JobSchedule schedule;

  /**
   * @param schedule when a Job is run again
   */
  JobRuns(Context<EcommerceStack> context, Clock clock, JobSchedule schedule) {
    this.context = context;
    this.clock = clock;
    this.schedule = schedule;
  }

  boolean isDue(Job job) {
    return schedule.dueAt(job).filter(due -> due.isBefore(clock.instant())).isPresent();
  }

  /**
   * Removes exactly this one: what the cache shows may have been run again already.
   *
   * @return false if it is no longer what it was
   */
  boolean remove(Job job) {
    try {
      context
          .getClient()
          .resource(job)
          .lockResourceVersion(job.getMetadata().getResourceVersion())
          .delete();
      return true;
    } catch (KubernetesClientException failure) {
      if (failure.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw failure;
    }
  }

  /** The Job as it is made to follow one that ended: as its next attempt, or as a repetition. */
  static Job after(Job ended, Job job) {
    var completed = JobSchedule.completedAt(ended);
    return new JobBuilder(job)
        .editMetadata()
        .addToAnnotations(
            completed.isPresent() ? JobSchedule.LAST_COMPLETED : JobSchedule.ATTEMPT,
            completed
                .map(Object::toString)
                .orElseGet(() -> Integer.toString(JobSchedule.attempt(ended) + 1)))
        .endMetadata()
        .build();
  }
}
