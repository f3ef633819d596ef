package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** The limits of requests, if any are set, and of event streams. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {
  /** A page opens one per claim that waits. */
  private static final int STREAMS_PER_USER = 10;

  /** Many users may share an address; half of what may lead to one instance. */
  private static final int STREAMS_PER_ADDRESS = 250;

  @Bean
  StreamLimit streamLimit() {
    return new StreamLimit(STREAMS_PER_USER, STREAMS_PER_ADDRESS);
  }

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
