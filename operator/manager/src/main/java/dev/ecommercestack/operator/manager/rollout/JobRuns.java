package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.observe.JobRetry;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;

/**
 * Runs a Job again that gave up. A Job cannot be changed, its name stands for its inputs: it is
 * removed and made again, and an annotation counts how often.
 */
final class JobRuns {

  private final Context<EcommerceStack> context;
  private final Clock clock;
  private final Duration retryAfter;

  /**
   * @param retryAfter how long after the first time that it gave up; later ones are longer
   */
  JobRuns(Context<EcommerceStack> context, Clock clock, Duration retryAfter) {
    this.context = context;
    this.clock = clock;
    this.retryAfter = retryAfter;
  }

  boolean isDue(Job job) {
    return JobRetry.dueAt(job, retryAfter).filter(due -> due.isBefore(clock.instant())).isPresent();
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

  /** The Job as it is made for an attempt; the first carries no number. */
  static Job attempt(Job job, int attempt) {
    return attempt <= 1
        ? job
        : new JobBuilder(job)
            .editMetadata()
            .addToAnnotations(JobRetry.ATTEMPT, Integer.toString(attempt))
            .endMetadata()
            .build();
  }
}
