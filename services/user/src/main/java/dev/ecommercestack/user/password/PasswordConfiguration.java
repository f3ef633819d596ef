package dev.ecommercestack.user.password;

import dev.ecommercestack.user.UserSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans for passwords, from the settings. */
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {
  @Bean
  PasswordPolicy passwordPolicy() {
    return new PasswordPolicy(CommonWords.load());
  }

  /** The schema has been migrated before: this needs what Flyway's initializer has done. */
  @Bean
  @DependsOnDatabaseInitialization
  PasswordHasher passwordHasher(
      UserSettings settings, MeterRegistry metrics, Flyway flyway, Clock clock) {
    UserSettings.PasswordSettings password = settings.password();
    Runtime runtime = Runtime.getRuntime();
    int concurrent =
        password.concurrentHashes() > 0
            ? password.concurrentHashes()
            : concurrentHashes(runtime.availableProcessors(), runtime.maxMemory());
    Instant argon2Start = Argon2Start.of(flyway);
    return new PasswordHasher(
        concurrent, password.patience(), metrics, () -> !clock.instant().isBefore(argon2Start));
  }

  /** One per processor, but no more than a fifth of the heap has room for, and at least one. */
  static int concurrentHashes(int processors, long heapBytes) {
    return (int) Math.clamp(heapBytes / 5 / PasswordHasher.MEMORY_BYTES, 1, processors);
  }
}
