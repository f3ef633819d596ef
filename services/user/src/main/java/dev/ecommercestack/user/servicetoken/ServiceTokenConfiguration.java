package dev.ecommercestack.user.servicetoken;

import dev.ecommercestack.platform.credentials.PasswordFiles;
import dev.ecommercestack.user.UserSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans for service tokens, from the settings. */
@Configuration(proxyBeanMethods = false)
class ServiceTokenConfiguration {
  @Bean
  PasswordFiles serviceSecrets(UserSettings settings) {
    return new PasswordFiles(settings.serviceSecretsDirectory());
  }
}
