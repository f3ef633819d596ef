package dev.ecommercestack.worker.job;

import java.util.UUID;

/** The common part of the data of all jobs. */
public interface JobData {
  /** Returns the id of the job. A job that is delivered several times is processed once. */
  UUID jobId();
}
