package dev.ecommercestack.platform.defaults;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Waits until the database accepts a connection, then migrates it. SIGTERM ends the wait: Spring
 * itself would finish the start first.
 */
final class RetryingMigration implements FlywayMigrationStrategy {
  private static final Logger log = LoggerFactory.getLogger(RetryingMigration.class);
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);

  @Override
  public void migrate(Flyway flyway) {
    DataSource database = flyway.getConfiguration().getDataSource();
    Thread starting = Thread.currentThread();
    Thread interrupter = new Thread(starting::interrupt, "end-wait-for-database");
    Runtime.getRuntime().addShutdownHook(interrupter);
    try {
      await(database);
    } finally {
      removeHook(interrupter);
    }
    flyway.migrate();
  }

  private static void await(DataSource database) {
    while (true) {
      try (Connection connection = database.getConnection()) {
        log.debug("Connected to {}", connection.getMetaData().getURL());
        return;
      } catch (SQLException e) {
        log.warn("Waiting for the database: {}", deepest(e).getMessage());
      }
      try {
        Thread.sleep(RETRY_INTERVAL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(
            "Interrupted by shutdown while waiting for the database", e);
      }
    }
  }

  private static Throwable deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      log.debug("The process is ending already");
    }
  }
}
