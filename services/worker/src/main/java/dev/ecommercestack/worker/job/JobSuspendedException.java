package dev.ecommercestack.worker.job;

import org.springframework.amqp.ImmediateRequeueAmqpException;

/** A job stops before its end and returns to its queue; the next delivery continues it. */
public final class JobSuspendedException extends ImmediateRequeueAmqpException {
  private final transient Object progress;

  /**
   * @param progress what the job has done; is stored as JSON, see {@link JobRunner#progress}
   */
  public JobSuspendedException(Object progress) {
    super("The listener is stopped, or the delivery has taken as long as it may");
    this.progress = progress;
  }

  Object progress() {
    return progress;
  }
}
