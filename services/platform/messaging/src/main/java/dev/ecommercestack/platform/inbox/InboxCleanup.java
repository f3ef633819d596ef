package dev.ecommercestack.platform.inbox;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes handled messages and idempotency keys that have expired, in batches so that nothing is
 * locked for long. Any number of instances may do so at once.
 */
final class InboxCleanup implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(InboxCleanup.class);
  private static final int BATCH_SIZE = 5_000;

  private final JdbcClient jdbc;
  private final Duration inboxLifetime;
  private final Duration interval;
  private @Nullable ScheduledExecutorService timer;

  InboxCleanup(JdbcClient jdbc, Duration inboxLifetime, Duration interval) {
    this.jdbc = jdbc;
    this.inboxLifetime = inboxLifetime;
    this.interval = interval;
  }

  /** Deletes all expired rows and returns their number. */
  int deleteExpired() {
    int inbox =
        inBatches(
            """
            delete from inbox where ctid = any(array(
              select ctid from inbox where handled_at < now() - make_interval(secs => ?)
              limit ? for update skip locked))
            """,
            inboxLifetime.toSeconds());
    int keys =
        inBatches(
            """
            delete from idempotency_key where ctid = any(array(
              select ctid from idempotency_key where expires_at < now() - make_interval(secs => ?)
              limit ? for update skip locked))
            """,
            0);
    return inbox + keys;
  }

  private int inBatches(String sql, long seconds) {
    int total = 0;
    int deleted;
    do {
      deleted = jdbc.sql(sql).params(seconds, BATCH_SIZE).update();
      total += deleted;
    } while (deleted == BATCH_SIZE);
    return total;
  }

  private void run() {
    try {
      log.debug("Deleted {} expired rows", deleteExpired());
    } catch (RuntimeException e) {
      log.warn("Expired rows cannot be deleted now: {}", e.getMessage());
    }
  }

  @Override
  public void start() {
    ScheduledExecutorService created =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("inbox-cleanup").daemon().factory());
    created.scheduleWithFixedDelay(
        this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    timer = created;
  }

  @Override
  public void stop() {
    ScheduledExecutorService current = timer;
    if (current != null) {
      current.shutdownNow();
      timer = null;
    }
  }

  @Override
  public boolean isRunning() {
    return timer != null;
  }
}
