package dev.ecommercestack.worker.job;

import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.rabbit.DeliveryDeadline;

/**
 * Processes the jobs of one type.
 *
 * @param <D> the type of the jobs' data
 */
public interface JobHandler<D extends JobData> {
  /** Returns the type of the jobs. */
  JobType type();

  /** Returns the class of the jobs' data. */
  Class<D> dataType();

  /**
   * Processes a job. If a delivery is repeated, the method may be called again for the same job,
   * also concurrently; see {@link #locksJob()}.
   *
   * @param job the message of the job
   * @throws RetryLaterException if a required system is not available
   * @throws JobSuspendedException if {@link DeliveryDeadline} has passed before the job's end
   */
  JobOutcome perform(Envelope<D> job);

  /**
   * Returns whether the job's row is locked while the job is processed, so that a second delivery
   * waits for the first. This holds a database connection: use it for short work that cannot be
   * made idempotent.
   */
  default boolean locksJob() {
    return false;
  }
}
