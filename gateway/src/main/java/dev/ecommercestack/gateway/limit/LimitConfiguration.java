package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** The filters that limit requests and event streams. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {
  /** A page opens one stream for each claim that waits for its result. */
  private static final int MAX_STREAMS_PER_USER = 10;

  /** Many users may share an address. This is half of the streams to one instance. */
  private static final int MAX_STREAMS_PER_ADDRESS = 250;

  @Bean
  StreamLimitFilter streamLimit() {
    return new StreamLimitFilter(MAX_STREAMS_PER_USER, MAX_STREAMS_PER_ADDRESS);
  }

  @Bean
  RateLimitFilter rateLimit(
      GatewaySettings settings, ReactiveStringRedisTemplate redis, MeterRegistry meters) {
    Clock clock = Clock.systemUTC();
    return new RateLimitFilter(
        Optional.ofNullable(settings.ratelimit())
            .map(limit -> new RedisTokenBucket(redis, limit, clock)),
        clock,
        meters);
  }
}
