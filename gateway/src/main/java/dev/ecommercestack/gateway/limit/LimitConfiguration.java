package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.platform.config.LiveConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.scheduler.Schedulers;

/** The filters that limit requests and event streams. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {
  /** A page opens one stream for each claim that waits for its result. */
  private static final int MAX_STREAMS_PER_USER = 10;

  /** Many users may share an address. This is half of the streams to one instance. */
  private static final int MAX_STREAMS_PER_ADDRESS = 250;

  /** Four times what an open request and its connection take. */
  private static final long HEAP_PER_REQUEST = 100_000;

  private final Supplier<RateLimitSettings> settings;
  private final LocalTokenBuckets buckets = new LocalTokenBuckets(System::nanoTime);
  private final TooManyRequests refusals;

  LimitConfiguration(LiveConfig config, MeterRegistry meters) {
    this.settings = config.bind(RateLimitSettings.PREFIX, RateLimitSettings.class);
    this.refusals = new TooManyRequests(meters);
  }

  @Bean
  OpenRequestLimit openRequestLimit(MeterRegistry meters) {
    long requests = Runtime.getRuntime().maxMemory() / HEAP_PER_REQUEST;
    return new OpenRequestLimit(Math.toIntExact(requests), meters);
  }

  @Bean
  StreamLimitFilter streamLimit() {
    return new StreamLimitFilter(MAX_STREAMS_PER_USER, MAX_STREAMS_PER_ADDRESS);
  }

  @Bean
  AddressLimitFilter addressLimit() {
    return new AddressLimitFilter(settings, buckets, refusals);
  }

  @Bean
  InvalidTokenLimit invalidTokenLimit() {
    return new InvalidTokenLimit(settings, buckets, refusals);
  }

  @Bean
  RateLimitFilter rateLimit(ReactiveStringRedisTemplate redis, MeterRegistry meters) {
    Clock clock = Clock.systemUTC();
    SharedTokenBuckets shared =
        new SharedTokenBuckets(
            new RedisTokenBuckets(redis, clock), buckets, clock, Schedulers.parallel(), meters);
    return new RateLimitFilter(settings, shared, refusals);
  }
}
