package dev.ecommercestack.worker.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Metrics by queue: the timer {@code worker.jobs} of deliveries, by their ending, and the gauges
 * {@code worker.jobs.waiting} and {@code worker.jobs.parked} of postponed and parked jobs. A gauge
 * is NaN while the database cannot be reached.
 */
@Component
class JobMetrics {
  private static final Duration MAX_COUNTS_AGE = Duration.ofSeconds(2);

  private final MeterRegistry registry;
  private final JdbcClient jdbc;
  private final Clock clock;
  private volatile @Nullable JobCounts snapshot;

  /** How a delivery ended. */
  enum Ending {
    DONE,
    FAILED,
    /** The job had ended before this delivery. */
    REPEATED,
    RETRIED,
    /** The job continues in another delivery, usually of another instance. */
    SUSPENDED,
    PARKED,
    /** A required system is not available; the delivery is retried. */
    ERROR
  }

  private record JobCounts(@Nullable Map<String, Long> counts, Instant at) {}

  JobMetrics(MeterRegistry registry, JdbcClient jdbc, Clock clock) {
    this.registry = registry;
    this.jdbc = jdbc;
    this.clock = clock;
    for (JobType type : JobType.values()) {
      gauge("worker.jobs.waiting", type, JobStatus.WAITING);
      gauge("worker.jobs.parked", type, JobStatus.PARKED);
    }
  }

  TimedDelivery start(JobType type) {
    Timer.Sample sample = Timer.start(registry);
    return ending ->
        sample.stop(
            Timer.builder("worker.jobs")
                .tag("queue", type.queue())
                .tag("ending", ending.name().toLowerCase(Locale.ROOT))
                .register(registry));
  }

  /** The running timer of a delivery. */
  interface TimedDelivery {
    void stop(Ending ending);
  }

  private void gauge(String name, JobType type, JobStatus status) {
    Gauge.builder(name, this, metrics -> metrics.count(type, status))
        .baseUnit("jobs")
        .tag("queue", type.queue())
        .register(registry);
  }

  private double count(JobType type, JobStatus status) {
    JobCounts current = snapshot;
    Instant now = clock.instant();
    // One query serves all gauges of a scrape.
    if (current == null || Duration.between(current.at(), now).compareTo(MAX_COUNTS_AGE) > 0) {
      current = new JobCounts(queryCounts(), now);
      snapshot = current;
    }
    Map<String, Long> counts = current.counts();
    return counts == null ? Double.NaN : counts.getOrDefault(type + "/" + status, 0L);
  }

  private @Nullable Map<String, Long> queryCounts() {
    try {
      Map<String, Long> counts = new HashMap<>();
      jdbc.sql(
              """
              select type || '/' || status, count(*) from job where status in ('WAITING', 'PARKED') group by 1
              """)
          .query(
              row -> {
                counts.put(row.getString(1), row.getLong(2));
              });
      return counts;
    } catch (DataAccessException | TransactionException e) {
      return null;
    }
  }
}
