package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.observe.JobSchedule;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.time.Clock;

/**
 * Runs a Job again that failed, or that completed long ago. A Job is immutable and its name is
 * derived from its inputs: it is deleted and created again, and annotations keep its history.
 */
final class JobRuns {

  private final Context<EcommerceStack> context;
  private final Clock clock;
  private final JobSchedule schedule;

  /**
   * @param context the client of the reconciliation
   * @param clock the time that decides whether a Job is due
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
   * Deletes exactly this Job: the cache may show one that has been replaced already.
   *
   * @return false if the Job has changed since it was read
   */
  boolean delete(Job job) {
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

  /**
   * Returns the Job that follows one that ended, with the annotations of its history.
   *
   * @param ended the Job that failed or completed
   * @param job the Job as it is planned
   */
  static Job nextRun(Job ended, Job job) {
    var completed = JobSchedule.completedAt(ended);
    return new JobBuilder(job)
        .editMetadata()
        .addToAnnotations(
            completed.isPresent()
                ? JobSchedule.LAST_COMPLETED_ANNOTATION
                : JobSchedule.ATTEMPT_ANNOTATION,
            completed
                .map(Object::toString)
                .orElseGet(() -> Integer.toString(JobSchedule.attempt(ended) + 1)))
        .endMetadata()
        .build();
  }
}
