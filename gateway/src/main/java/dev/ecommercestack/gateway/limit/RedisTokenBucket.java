package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.GatewaySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * Token buckets in Redis that all gateways share: one for each caller, refilled at a constant rate.
 * The time is that of the gateway, because the Redis users of the stack may not run {@code TIME};
 * within a bucket the time never goes back.
 */
final class RedisTokenBucket {
  static final String KEY_PREFIX = "request_rate_limiter.";

  private static final RedisScript<Long> TAKE_TOKEN =
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

  RedisTokenBucket(
      ReactiveStringRedisTemplate redis, GatewaySettings.RateLimit limit, Clock clock) {
    this.redis = redis;
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Takes a token from the bucket of a caller.
   *
   * @param caller the key of the caller
   * @return zero when a token was taken; otherwise the time until there is one
   */
  Mono<Duration> take(String caller) {
    return redis
        .execute(
            TAKE_TOKEN,
            List.of(KEY_PREFIX + caller),
            List.of(
                Integer.toString(limit.requestsPerSecond()),
                Integer.toString(limit.burst()),
                Long.toString(clock.millis())))
        .next()
        .map(Duration::ofMillis);
  }
}
