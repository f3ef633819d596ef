package dev.ecommercestack.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ecommercestack.gateway.limit.RateLimitSettings.Rate;
import dev.ecommercestack.gateway.limit.RedisTokenBuckets.Demand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Token buckets that all gateways share. Not every request asks Redis: of a large bucket a gateway
 * takes several tokens at once and keeps what it does not need for some seconds. So a caller may
 * exceed its burst by the tenth part of it for each gateway. An empty bucket is not asked for again
 * until it has a token.
 *
 * <p>When Redis does not answer, each gateway limits alone, with buckets of the same size, and does
 * not ask Redis again for a while, so that not every request waits for the timeout.
 */
final class SharedTokenBuckets {
  private static final Logger log = LoggerFactory.getLogger(SharedTokenBuckets.class);
  private static final Duration REDIS_TIMEOUT = Duration.ofMillis(250);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
  private static final Duration RESERVE_LIFETIME = Duration.ofSeconds(10);
  private static final int MAX_RESERVES = 20_000;

  /** A gateway takes at most this part of a bucket at once. */
  private static final int BURST_PER_BATCH = 10;

  private static final int MAX_BATCH = 50;

  private final RedisTokenBuckets redis;
  private final LocalTokenBuckets local;
  private final Clock clock;
  private final Counter limitedAlone;
  private final Cache<String, Reserve> reserves =
      Caffeine.newBuilder().maximumSize(MAX_RESERVES).expireAfterWrite(RESERVE_LIFETIME).build();
  private volatile Instant pausedUntil = Instant.MIN;

  /**
   * @param redis the buckets in Redis
   * @param local the buckets of this gateway, for when Redis does not answer
   */
  SharedTokenBuckets(
      RedisTokenBuckets redis, LocalTokenBuckets local, Clock clock, MeterRegistry meters) {
    this.redis = redis;
    this.local = local;
    this.clock = clock;
    this.limitedAlone =
        Counter.builder("gateway.ratelimit.local")
            .description("Requests that this gateway limited alone, as Redis did not answer")
            .register(meters);
  }

  /**
   * A token bucket.
   *
   * @param key its key
   * @param rate its size and how fast it is refilled
   */
  record Bucket(String key, Rate rate) {
    private Demand demand() {
      return new Demand(key, rate, Math.clamp(rate.burst() / BURST_PER_BATCH, 1, MAX_BATCH));
    }
  }

  /** What this gateway knows about a bucket in Redis. */
  private static final class Reserve {
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile long emptyUntilMillis;

    boolean take() {
      return tokens.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
  }

  /**
   * Takes a token from each bucket.
   *
   * @return zero when every bucket had a token; otherwise the time until it makes sense to try
   *     again
   */
  Mono<Duration> take(List<Bucket> buckets) {
    List<Bucket> missing = new ArrayList<>(buckets.size());
    for (Bucket bucket : buckets) {
      Reserve reserve = reserve(bucket);
      long waitMillis = reserve.emptyUntilMillis - clock.millis();
      if (waitMillis > 0) {
        return Mono.just(Duration.ofMillis(waitMillis));
      }
      if (!reserve.take()) {
        missing.add(bucket);
      }
    }
    if (missing.isEmpty()) {
      return Mono.just(Duration.ZERO);
    }
    return clock.instant().isBefore(pausedUntil)
        ? Mono.just(takeLocally(missing))
        : takeFromRedis(missing);
  }

  private Mono<Duration> takeFromRedis(List<Bucket> buckets) {
    return Mono.defer(() -> redis.take(buckets.stream().map(Bucket::demand).toList()))
        .timeout(REDIS_TIMEOUT)
        .map(results -> store(buckets, results))
        .onErrorResume(
            failure -> {
              pausedUntil = clock.instant().plus(PAUSE_AFTER_FAILURE);
              log.warn(
                  "Redis does not answer: this gateway limits requests alone for {} ms ({})",
                  PAUSE_AFTER_FAILURE.toMillis(),
                  cause(failure));
              return Mono.just(takeLocally(buckets));
            });
  }

  private Duration store(List<Bucket> buckets, List<Long> results) {
    long waitMillis = 0;
    for (int i = 0; i < results.size(); i++) {
      long result = results.get(i);
      Reserve reserve = reserve(buckets.get(i));
      if (result > 0) {
        reserve.tokens.addAndGet((int) result - 1);
      } else if (result < 0) {
        reserve.emptyUntilMillis = clock.millis() - result;
        waitMillis = Math.max(waitMillis, -result);
      }
    }
    return Duration.ofMillis(waitMillis);
  }

  private Duration takeLocally(List<Bucket> buckets) {
    limitedAlone.increment();
    for (Bucket bucket : buckets) {
      Duration wait = local.take(bucket.key(), bucket.rate());
      if (wait.isPositive()) {
        return wait;
      }
    }
    return Duration.ZERO;
  }

  private Reserve reserve(Bucket bucket) {
    return reserves.get(bucket.key(), _ -> new Reserve());
  }

  private static String cause(Throwable failure) {
    return failure.getCause() == null ? failure.toString() : failure.getCause().toString();
  }
}
