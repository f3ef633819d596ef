package dev.ecommercestack.worker.job;

import java.util.UUID;

/** What the data of every job has. */
public interface JobData {
  /** Returns the job's identifier: however often a job is delivered, it is done once. */
  UUID jobId();
}
