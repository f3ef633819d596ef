package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.limit.RateLimitSettings.Rate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * Token buckets in Redis that all gateways share, refilled at a constant rate. The time is that of
 * the gateway, because the Redis users of the stack may not run {@code TIME}; within a bucket the
 * time never goes back. A bucket that Redis evicts is full when its key comes again.
 */
final class RedisTokenBuckets {
  private static final String KEY_PREFIX = "request_rate_limiter.";

  /** Takes tokens from each bucket that is not empty. */
  @SuppressWarnings("rawtypes") // RedisScript takes a class, and that of List has no elements.
  private static final RedisScript<List> TAKE_TOKENS =
      RedisScript.of(
          """
          local now, result = tonumber(ARGV[1]), {}
          for i, key in ipairs(KEYS) do
            local rate, burst = tonumber(ARGV[3 * i - 1]) / 60000, tonumber(ARGV[3 * i])
            local bucket = redis.call('HMGET', key, 'tokens', 'at')
            local tokens, at = tonumber(bucket[1]) or burst, tonumber(bucket[2]) or now
            local time = math.max(now, at)
            tokens = math.min(burst, tokens + (time - at) * rate)
            if tokens < 1 then
              result[i] = -math.max(1, math.ceil((1 - tokens) / rate))
            else
              result[i] = math.min(math.floor(tokens), tonumber(ARGV[3 * i + 1]))
              redis.call('HSET', key, 'tokens', tostring(tokens - result[i]), 'at', string.format('%.0f', time))
              redis.call('PEXPIRE', key, math.ceil(burst / rate) + 1000)
            end
          end
          return result
          """,
          List.class);

  private final ReactiveStringRedisTemplate redis;
  private final Clock clock;

  RedisTokenBuckets(ReactiveStringRedisTemplate redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /**
   * Tokens to take from a bucket.
   *
   * @param key the key of the bucket, without the prefix of all keys
   * @param rate the size of the bucket and how fast it is refilled
   * @param tokens how many to take at most; a bucket that is not empty gives at least one
   */
  record Demand(String key, Rate rate, int tokens) {}

  /**
   * Takes tokens from each bucket that is not empty.
   *
   * @return for each bucket, in order: how many tokens were taken; or, as a negative number, the
   *     milliseconds until there is a token
   */
  @SuppressWarnings("unchecked") // The script returns integers.
  Mono<List<Long>> take(List<Demand> demands) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(clock.millis()));
    for (Demand demand : demands) {
      arguments.add(Integer.toString(demand.rate().requestsPerMinute()));
      arguments.add(Integer.toString(demand.rate().burst()));
      arguments.add(Integer.toString(demand.tokens()));
    }
    return redis
        .execute(
            TAKE_TOKENS,
            demands.stream().map(demand -> KEY_PREFIX + demand.key()).toList(),
            arguments)
        .next()
        .map(result -> (List<Long>) result);
  }
}
