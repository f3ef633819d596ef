package dev.ecommercestack.product.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.ecommercestack.platform.problem.ProblemCode;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Connections that only searches use, with a time limit for each statement. Searches can therefore
 * not take the connections of reads and reservations.
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
   * @param database the connection pool of the service; server and login are copied from it
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
   * Runs a search in a read-only transaction.
   *
   * @param search reads with the client that it is given
   * @return the result of the search
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
   * Frees a connection after a pause that is proportional to the duration of its search, at most
   * the time limit. Without the pause, clients that search again at once would use the CPU of the
   * database that orders need.
   *
   * @param busyNanos how long the search took, in nanoseconds
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
   * Sets the time limit and forces a plan for the words of each search: the generic plan, which
   * PostgreSQL may use after five executions, reads the whole index. A sequential scan is too slow
   * for every search, and JIT compilation takes longer than a search.
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
        ProblemCode.SEARCH_BUSY,
        "Too many searches run, or this search takes too long. Try again in a moment, or use longer words.");
  }

  @Override
  public void close() {
    pool.close();
  }
}
