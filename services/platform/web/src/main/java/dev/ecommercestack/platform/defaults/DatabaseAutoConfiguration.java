package dev.ecommercestack.platform.defaults;

import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

/** A database that is not there yet is waited for, and so is one that has much to do. */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
@ConditionalOnClass(Flyway.class)
public class DatabaseAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  FlywayMigrationStrategy patientMigration() {
    return new PatientMigration();
  }

  @Bean
  FlywayConfigurationCustomizer patientDatabase() {
    return flyway -> flyway.dataSource(new PatientDatabase(flyway.getDataSource()));
  }
}
