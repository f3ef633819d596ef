package dev.ecommercestack.user;

import dev.ecommercestack.platform.security.AccessRules;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Beans that the features share. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** The paths that need no token: a client that requests a token has none yet. */
  @Bean
  AccessRules openPaths() {
    return rules ->
        rules
            .requestMatchers(HttpMethod.POST, "/api/v1/auth/*", "/internal/service-tokens")
            .permitAll()
            .requestMatchers(AccessRules.reads("/api/v1/.well-known/jwks.json"))
            .permitAll()
            // With the token of a person, about their own session.
            .requestMatchers(HttpMethod.GET, "/internal/session")
            .hasRole("CUSTOMER");
  }
}
