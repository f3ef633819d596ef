package dev.ecommercestack.worker.job;

import dev.ecommercestack.platform.message.Envelope;

/**
 * Does jobs of one kind.
 *
 * @param <D> the data of its jobs
 */
public interface JobHandler<D extends JobData> {
  /** Returns the kind. */
  JobType type();

  /** Returns the class of the data. */
  Class<D> dataType();

  /**
   * Does a job. It may be called again for the same job, and at the same time, if a delivery is
   * repeated; see {@link #alone()}.
   *
   * @throws RetryLaterException if what it needs is away, or if it takes longer than a delivery may
   */
  JobOutcome perform(Envelope<D> job);

  /**
   * Returns whether the job's row stays locked while it is done, so that a second delivery waits
   * for the first. It costs a database connection: for short work that cannot be made idempotent.
   */
  default boolean alone() {
    return false;
  }
}
