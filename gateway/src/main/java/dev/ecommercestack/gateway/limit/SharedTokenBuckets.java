package dev.ecommercestack.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ecommercestack.gateway.limit.RateLimitSettings.Rate;
import dev.ecommercestack.gateway.limit.RedisTokenBuckets.Demand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Token buckets that all gateways share. Not every request asks Redis: of a large bucket a gateway
 * takes several tokens at once, keeps what it does not need for some seconds, and spends some in
 * advance, for which Redis is asked {@value #REFILL_MILLIS} ms later for many buckets at once. So a
 * caller may exceed its burst by the tenth part of it for each gateway. The buckets of logins and
 * sign-ups are small: each request asks Redis. An empty bucket is not asked for again until it has
 * a token.
 *
 * <p>When Redis does not answer, each gateway limits alone, with buckets of the same size, and does
 * not ask Redis again for a while, so that not every request waits for the timeout.
 */
final class SharedTokenBuckets {
  private static final Logger log = LoggerFactory.getLogger(SharedTokenBuckets.class);
  private static final Duration REDIS_TIMEOUT = Duration.ofMillis(250);
  private static final int PAUSE_MILLIS = 2000;
  private static final Duration RESERVE_LIFETIME = Duration.ofSeconds(10);
  private static final int MAX_RESERVES = 20_000;
  private static final int REFILL_MILLIS = 20;

  /** Redis does nothing else meanwhile, so a refill may take about a millisecond. */
  private static final int MAX_BUCKETS_PER_REFILL = 200;

  /** A gateway takes at most this part of a bucket at once. */
  private static final int BURST_PER_BATCH = 10;

  private static final int MAX_BATCH = 50;

  private final RedisTokenBuckets redis;
  private final LocalTokenBuckets local;
  private final Clock clock;
  private final Scheduler scheduler;
  private final Counter limitedAlone;
  private final Cache<Bucket, TokenReserve> reserves =
      Caffeine.newBuilder().maximumSize(MAX_RESERVES).expireAfterWrite(RESERVE_LIFETIME).build();
  private final Queue<Bucket> toRefill = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean refillScheduled = new AtomicBoolean();
  private volatile long pausedUntilMillis;

  /**
   * @param redis the buckets in Redis
   * @param local the buckets of this gateway, for when Redis does not answer
   * @param scheduler the threads that start refills
   */
  SharedTokenBuckets(
      RedisTokenBuckets redis,
      LocalTokenBuckets local,
      Clock clock,
      Scheduler scheduler,
      MeterRegistry meters) {
    this.redis = redis;
    this.local = local;
    this.clock = clock;
    this.scheduler = scheduler;
    this.limitedAlone =
        Counter.builder("gateway.ratelimit.local")
            .description("Requests that this gateway limited alone, as Redis did not answer")
            .register(meters);
  }

  /**
   * A token bucket. With another rate, as after a change of the settings, it is another one here.
   *
   * @param key its key
   * @param rate its size and how fast it is refilled
   */
  record Bucket(String key, Rate rate) {
    private TokenReserve newReserve() {
      int batch = Math.clamp(rate.burst() / BURST_PER_BATCH, 1, MAX_BATCH);
      return batch == 1 ? new TokenReserve(0, 0) : new TokenReserve(batch, batch);
    }
  }

  /**
   * Takes a token from each bucket.
   *
   * @return zero when every bucket had a token; otherwise the time until it makes sense to try
   *     again
   */
  Mono<Duration> take(List<Bucket> buckets) {
    long now = clock.millis();
    if (now < pausedUntilMillis) {
      return Mono.just(takeLocally(buckets));
    }
    List<Bucket> missing = List.of();
    for (Bucket bucket : buckets) {
      TokenReserve reserve = reserve(bucket);
      long waitMillis = reserve.emptyFor(now);
      if (waitMillis > 0) {
        return Mono.just(Duration.ofMillis(waitMillis));
      }
      if (!reserve.take()) {
        missing = missing.isEmpty() ? new ArrayList<>(buckets.size()) : missing;
        missing.add(bucket);
      } else if (reserve.startRefill()) {
        toRefill.add(bucket);
        scheduleRefill();
      }
    }
    return missing.isEmpty() ? Mono.just(Duration.ZERO) : takeFromRedis(missing);
  }

  private void scheduleRefill() {
    if (!refillScheduled.get() && refillScheduled.compareAndSet(false, true)) {
      scheduler.schedule(this::refill, REFILL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Takes tokens for the requests to come and for those that were spent in advance. */
  private void refill() {
    refillScheduled.set(false);
    List<Bucket> buckets = new ArrayList<>();
    Bucket next = toRefill.poll();
    while (next != null) {
      buckets.add(next);
      next = buckets.size() < MAX_BUCKETS_PER_REFILL ? toRefill.poll() : null;
    }
    if (buckets.isEmpty()) {
      return;
    }
    if (!toRefill.isEmpty()) {
      scheduleRefill();
    }
    askRedis(buckets, 0)
        .subscribe(
            _ -> {},
            failure -> {
              pause(failure);
              buckets.forEach(bucket -> reserve(bucket).refilled(0));
            });
  }

  private Mono<Duration> takeFromRedis(List<Bucket> buckets) {
    return askRedis(buckets, 1)
        .onErrorResume(
            failure -> {
              pause(failure);
              return Mono.just(takeLocally(buckets));
            });
  }

  /**
   * Takes what the reserves of buckets need.
   *
   * @param more the number of tokens of each bucket that are spent at once: 0 or 1
   * @return the time until each bucket has a token; zero when each had one
   */
  private Mono<Duration> askRedis(List<Bucket> buckets, int more) {
    return Mono.defer(
            () ->
                redis.take(
                    buckets.stream()
                        .map(
                            bucket ->
                                new Demand(
                                    bucket.key(),
                                    bucket.rate(),
                                    Math.max(1, reserve(bucket).missing() + more)))
                        .toList()))
        .timeout(REDIS_TIMEOUT)
        .map(results -> store(buckets, results, more));
  }

  private Duration store(List<Bucket> buckets, List<Long> results, int spent) {
    long waitMillis = 0;
    for (int i = 0; i < results.size(); i++) {
      long result = results.get(i);
      TokenReserve reserve = reserve(buckets.get(i));
      if (result > 0) {
        reserve.refilled((int) result - spent);
      } else {
        reserve.emptyUntil(clock.millis() - result);
        waitMillis = Math.max(waitMillis, -result);
      }
    }
    return Duration.ofMillis(waitMillis);
  }

  /** Many requests may wait for Redis: the first of them that fails begins the pause. */
  private synchronized void pause(Throwable failure) {
    long now = clock.millis();
    if (now < pausedUntilMillis) {
      return;
    }
    pausedUntilMillis = now + PAUSE_MILLIS;
    log.warn(
        "Redis does not answer: this gateway limits requests alone for {} ms ({})",
        PAUSE_MILLIS,
        cause(failure));
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

  private TokenReserve reserve(Bucket bucket) {
    return reserves.get(bucket, Bucket::newReserve);
  }

  private static String cause(Throwable failure) {
    return failure.getCause() == null ? failure.toString() : failure.getCause().toString();
  }
}
