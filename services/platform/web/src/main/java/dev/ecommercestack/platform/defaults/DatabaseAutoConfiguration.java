package dev.ecommercestack.platform.defaults;

import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

/** Waits for a database that is not available yet, and for migrations that take long. */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
@ConditionalOnClass(Flyway.class)
public class DatabaseAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  FlywayMigrationStrategy retryingMigration() {
    return new RetryingMigration();
  }

  @Bean
  FlywayConfigurationCustomizer migrationDataSource() {
    return flyway -> flyway.dataSource(new MigrationDataSource(flyway.getDataSource()));
  }
}
