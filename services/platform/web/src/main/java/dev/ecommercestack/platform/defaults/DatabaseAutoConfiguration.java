package dev.ecommercestack.platform.defaults;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.support.TaskUtils;
import org.springframework.transaction.TransactionException;

/** Waits for a database that is not available yet, and for migrations that take long. */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
@ConditionalOnClass(Flyway.class)
public class DatabaseAutoConfiguration {
  private static final Logger log = LoggerFactory.getLogger(DatabaseAutoConfiguration.class);

  @Bean
  @ConditionalOnMissingBean
  FlywayMigrationStrategy retryingMigration() {
    return new RetryingMigration();
  }

  @Bean
  FlywayConfigurationCustomizer migrationDataSource() {
    return flyway -> flyway.dataSource(new MigrationDataSource(flyway.getDataSource()));
  }

  /** Reports in one line that a scheduled method failed on the database; it runs again anyhow. */
  @Bean
  SimpleAsyncTaskSchedulerCustomizer scheduledDatabaseFailures() {
    return scheduler ->
        scheduler.setErrorHandler(
            failure -> {
              if (failure instanceof DataAccessException
                  || failure instanceof TransactionException) {
                log.warn("A scheduled task failed and runs again later: {}", failure.getMessage());
              } else {
                TaskUtils.LOG_AND_SUPPRESS_ERROR_HANDLER.handleError(failure);
              }
            });
  }
}
