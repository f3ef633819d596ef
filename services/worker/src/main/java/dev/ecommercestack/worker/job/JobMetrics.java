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
 * By queue: {@code worker.jobs}, deliveries and how long they took, by how they ended; {@code
 * worker.jobs.waiting} and {@code worker.jobs.parked}, jobs that are put aside. Not a number while
 * the database cannot be asked.
 */
@Component
class JobMetrics {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final MeterRegistry registry;
  private final JdbcClient database;
  private final Clock clock;
  private volatile @Nullable Reading last;

  /** How a delivery ended. */
  enum Ending {
    DONE,
    FAILED,
    /** The job had ended before. */
    REPEATED,
    RETRIED,
    PARKED,
    /** It is still in hand: the surroundings are away. */
    ERROR
  }

  private record Reading(@Nullable Map<String, Long> counts, Instant at) {}

  JobMetrics(MeterRegistry registry, JdbcClient database, Clock clock) {
    this.registry = registry;
    this.database = database;
    this.clock = clock;
    for (JobType type : JobType.values()) {
      gauge("worker.jobs.waiting", type, JobStatus.WAITING);
      gauge("worker.jobs.parked", type, JobStatus.PARKED);
    }
  }

  Sample start(JobType type) {
    Timer.Sample sample = Timer.start(registry);
    return ending ->
        sample.stop(
            Timer.builder("worker.jobs")
                .tag("queue", type.queue())
                .tag("ending", ending.name().toLowerCase(Locale.ROOT))
                .register(registry));
  }

  /** A delivery being timed. */
  interface Sample {
    void stop(Ending ending);
  }

  private void gauge(String name, JobType type, JobStatus status) {
    Gauge.builder(name, this, metrics -> metrics.count(type, status))
        .baseUnit("jobs")
        .tag("queue", type.queue())
        .register(registry);
  }

  private double count(JobType type, JobStatus status) {
    Reading reading = last;
    Instant now = clock.instant();
    // All gauges of one scrape are one query.
    if (reading == null || Duration.between(reading.at(), now).compareTo(FRESH) > 0) {
      reading = new Reading(ask(), now);
      last = reading;
    }
    Map<String, Long> counts = reading.counts();
    return counts == null ? Double.NaN : counts.getOrDefault(type + "/" + status, 0L);
  }

  private @Nullable Map<String, Long> ask() {
    try {
      Map<String, Long> counts = new HashMap<>();
      database
          .sql(
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
