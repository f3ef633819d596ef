package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.GatewaySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * Buckets of tokens in Redis, which all gateways share: one for each caller, filled evenly. The
 * time is the gateway's, as the stack's Redis users may not ask Redis for it; it never runs
 * backwards in a bucket.
 */
final class TokenBucket {
  static final String PREFIX = "request_rate_limiter.";

  private static final RedisScript<Long> TAKE =
      RedisScript.of(
          """
          local rate, burst, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
          local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
          local tokens, at = tonumber(bucket[1]) or burst, tonumber(bucket[2]) or now
          if now < at then now = at end
          tokens = math.min(burst, tokens + (now - at) * rate / 1000)
          local wait = 0
          if tokens >= 1 then
            tokens = tokens - 1
          else
            wait = math.max(1, math.ceil((1 - tokens) * 1000 / rate))
          end
          redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.0f', now))
          redis.call('PEXPIRE', KEYS[1], math.ceil(burst * 1000 / rate) + 1000)
          return wait
          """,
          Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final GatewaySettings.RateLimit limit;
  private final Clock clock;

  TokenBucket(ReactiveStringRedisTemplate redis, GatewaySettings.RateLimit limit, Clock clock) {
    this.redis = redis;
    this.limit = limit;
    this.clock = clock;
  }

  /** Takes a token. Returns zero, or how long to wait for one when there is none. */
  Mono<Duration> take(String caller) {
    return redis
        .execute(
            TAKE,
            List.of(PREFIX + caller),
            List.of(
                Integer.toString(limit.requestsPerSecond()),
                Integer.toString(limit.burst()),
                Long.toString(clock.millis())))
        .next()
        .map(Duration::ofMillis);
  }
}
