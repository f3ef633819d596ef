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
 * Waits for the database and says so, then migrates it. SIGTERM ends the wait: by itself Spring
 * would first want to finish the start.
 */
final class PatientMigration implements FlywayMigrationStrategy {
  private static final Logger log = LoggerFactory.getLogger(PatientMigration.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Override
  public void migrate(Flyway flyway) {
    DataSource database = flyway.getConfiguration().getDataSource();
    Thread starting = Thread.currentThread();
    Thread interrupter = new Thread(starting::interrupt, "end-wait-for-database");
    Runtime.getRuntime().addShutdownHook(interrupter);
    try {
      await(database);
    } finally {
      forget(interrupter);
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
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Told to stop while waiting for the database", e);
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

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      log.debug("The process is ending already");
    }
  }
}
