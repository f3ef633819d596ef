package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** The limit that is set, if any. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {
  @Bean
  RateLimit rateLimit(
      GatewaySettings settings, ReactiveStringRedisTemplate redis, MeterRegistry meters) {
    Clock clock = Clock.systemUTC();
    return new RateLimit(
        Optional.ofNullable(settings.ratelimit())
            .map(limit -> new TokenBucket(redis, limit, clock)),
        clock,
        meters);
  }
}
