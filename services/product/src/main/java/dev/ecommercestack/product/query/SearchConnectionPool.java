package dev.ecommercestack.product.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.product.ProductSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A few connections for search alone, with a time limit: however many search, and for whatever,
 * reads and reservations find a connection.
 */
@Component
class SearchConnectionPool implements AutoCloseable {
  private static final String QUERY_CANCELED = "57014";

  private final HikariDataSource pool;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Semaphore free;
  private final ProductSettings.SearchSettings settings;

  /**
   * @param database the service's own pool, whose server and login are used
   */
  SearchConnectionPool(HikariDataSource database, ProductSettings settings, MeterRegistry metrics) {
    this.settings = settings.search();
    HikariConfig config = new HikariConfig();
    database.copyStateTo(config);
    config.setPoolName("search");
    config.setMaximumPoolSize(this.settings.connections());
    config.setMinimumIdle(0);
    config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics));
    pool = new HikariDataSource(config);
    jdbc = JdbcClient.create(pool);
    transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    transaction.setReadOnly(true);
    free = new Semaphore(this.settings.connections(), true);
  }

  /**
   * Returns what a search finds.
   *
   * @throws ProblemException 503 {@code search_busy} if no connection becomes free or the search
   *     takes too long
   */
  <T> T search(Function<JdbcClient, T> search) {
    acquire();
    long begin = System.nanoTime();
    try {
      return Objects.requireNonNull(
          transaction.execute(
              status -> {
                limit();
                return search.apply(jdbc);
              }));
    } catch (DataAccessException e) {
      if (e.getRootCause() instanceof SQLException cause
          && QUERY_CANCELED.equals(cause.getSQLState())) {
        throw busy();
      }
      throw e;
    } finally {
      release(System.nanoTime() - begin);
    }
  }

  /**
   * Frees a connection after a pause in proportion to its work, at most the time limit: clients
   * that search again at once would otherwise use all of the database's CPU, which orders need.
   */
  private void release(long busyNanos) {
    long pause =
        Math.min(
            (long) (busyNanos * (1 / settings.utilization() - 1)), settings.timeLimit().toNanos());
    Thread.startVirtualThread(
        () -> {
          LockSupport.parkNanos(pause);
          free.release();
        });
  }

  /**
   * Sets the time limit, and lets each statement be planned for its words: the plan for any words,
   * which PostgreSQL changes to after five executions, reads the whole index. A scan of the whole
   * table is never right for a search.
   */
  private void limit() {
    jdbc.sql(
            """
            select set_config('statement_timeout', ?, true),
                   set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('enable_seqscan', 'off', true),
                   set_config('jit', 'off', true)
            """)
        .param(Long.toString(settings.timeLimit().toMillis()))
        .query(row -> {});
  }

  private void acquire() {
    try {
      if (!free.tryAcquire(settings.longestWait().toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private static ProblemException busy() {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "search_busy",
        "Too many are searching, or the search takes too long. Try again in a moment, or with longer words.");
  }

  @Override
  public void close() {
    pool.close();
  }
}
