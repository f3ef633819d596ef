package dev.ecommercestack.user.password;

import dev.ecommercestack.user.UserSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans for passwords, from the settings. */
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {
  @Bean
  PasswordPolicy passwordPolicy() {
    return new PasswordPolicy(CommonWords.load());
  }

  @Bean
  PasswordHasher passwordHasher(UserSettings settings, MeterRegistry metrics) {
    UserSettings.PasswordSettings password = settings.password();
    int concurrent =
        password.concurrentHashes() > 0
            ? password.concurrentHashes()
            : Runtime.getRuntime().availableProcessors();
    return new PasswordHasher(password.bcryptCost(), concurrent, password.patience(), metrics);
  }
}
