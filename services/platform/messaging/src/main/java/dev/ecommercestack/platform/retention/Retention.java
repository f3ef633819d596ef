package dev.ecommercestack.platform.retention;

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
 * Forgets handled messages and stored answers that have outlived their use, a piece at a time so
 * that nothing is locked for long. Any number of instances may do so at once.
 */
final class Retention implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final int PIECE = 5_000;

  private final JdbcClient jdbc;
  private final Duration inboxLifetime;
  private final Duration interval;
  private @Nullable ScheduledExecutorService timer;

  Retention(JdbcClient jdbc, Duration inboxLifetime, Duration interval) {
    this.jdbc = jdbc;
    this.inboxLifetime = inboxLifetime;
    this.interval = interval;
  }

  /** Forgets everything that is due; returns how many rows that were. */
  int forget() {
    int inbox =
        repeatedly(
            """
            delete from inbox where ctid = any(array(
              select ctid from inbox where handled_at < now() - make_interval(secs => ?)
              limit ? for update skip locked))
            """,
            inboxLifetime.toSeconds());
    int keys =
        repeatedly(
            """
            delete from idempotency_key where ctid = any(array(
              select ctid from idempotency_key where expires_at < now() - make_interval(secs => ?)
              limit ? for update skip locked))
            """,
            0);
    return inbox + keys;
  }

  private int repeatedly(String sql, long seconds) {
    int total = 0;
    int deleted;
    do {
      deleted = jdbc.sql(sql).params(seconds, PIECE).update();
      total += deleted;
    } while (deleted == PIECE);
    return total;
  }

  private void run() {
    try {
      log.debug("Forgot {} rows", forget());
    } catch (RuntimeException e) {
      log.warn("Old rows stay for now: {}", e.getMessage());
    }
  }

  @Override
  public void start() {
    ScheduledExecutorService created =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("retention").daemon().factory());
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
