package dev.ecommercestack.worker.job;

/** How far a job is. */
public enum JobStatus {
  /** Somebody works on it, or did when the service was stopped: then it is delivered again. */
  RUNNING,
  /** It failed and is tried again later. */
  WAITING,
  /** It failed too often: the message is in the parking lot. */
  PARKED,
  /** It is done, and whoever asked has been told. What came of it may still be a refusal. */
  DONE,
  /** It cannot be done, and whoever asked has been told why. */
  FAILED
}
