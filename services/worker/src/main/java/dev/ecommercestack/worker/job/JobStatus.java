package dev.ecommercestack.worker.job;

/** The progress of a job. */
public enum JobStatus {
  /**
   * The job is being processed, or was when the service was stopped; then it is delivered again.
   */
  RUNNING,
  /** An attempt failed; the next one is scheduled. */
  WAITING,
  /** Too many attempts failed: the message is in the parking lot. */
  PARKED,
  /** The job is completed and the reply is sent. The result may still be a refusal. */
  DONE,
  /** The job cannot be completed and the reply with the reason is sent. */
  FAILED
}
