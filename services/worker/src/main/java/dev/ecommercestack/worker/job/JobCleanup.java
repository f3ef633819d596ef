package dev.ecommercestack.worker.job;

import dev.ecommercestack.worker.WorkerSettings;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes old jobs that have ended. Any number of instances may do so at once. */
@Component
class JobCleanup {
  private static final int BATCH_SIZE = 1_000;

  private final JobRepository jobs;
  private final WorkerSettings settings;
  private final Clock clock;

  JobCleanup(JobRepository jobs, WorkerSettings settings, Clock clock) {
    this.jobs = jobs;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
  void deleteOldJobs() {
    int deleted;
    do {
      deleted = jobs.deleteFinishedBefore(clock.instant().minus(settings.lifetime()), BATCH_SIZE);
    } while (deleted == BATCH_SIZE);
  }
}
