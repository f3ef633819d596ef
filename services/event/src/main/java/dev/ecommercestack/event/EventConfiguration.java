package dev.ecommercestack.event;

import dev.ecommercestack.platform.cache.OptionalRedis;
import dev.ecommercestack.platform.security.AccessRules;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The clock, the access to Redis and the access rules of the service. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {
  private static final String ADMIN_ROLE = "ADMIN";

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  OptionalRedis optionalRedis(Clock clock, EventSettings settings) {
    return new OptionalRedis(clock, settings.cache().pause());
  }

  /**
   * Returns the access rules: everybody may read campaigns and discounts, administrators change
   * them.
   */
  @Bean
  AccessRules eventRules() {
    return rules ->
        rules
            .requestMatchers(
                AccessRules.reads("/api/v1/campaigns", "/api/v1/campaigns/*", "/api/v1/discounts"))
            .permitAll()
            .requestMatchers(
                HttpMethod.POST,
                "/api/v1/campaigns",
                "/api/v1/campaigns/*/pause",
                "/api/v1/campaigns/*/resume",
                "/api/v1/campaigns/*/end",
                "/api/v1/discounts")
            .hasRole(ADMIN_ROLE)
            .requestMatchers(HttpMethod.PATCH, "/api/v1/discounts/*")
            .hasRole(ADMIN_ROLE);
  }
}
