package dev.ecommercestack.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ecommercestack.gateway.limit.RateLimitSettings.Rate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Token buckets in the memory of this gateway. Their number is bounded; a bucket that is removed
 * for another is full when its key comes again.
 */
final class LocalTokenBuckets {
  /** About 4 MB. */
  private static final int MAX_BUCKETS = 20_000;

  private static final long NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

  /**
   * By key, when the bucket is full again, in nanoseconds. One number is enough: what is missing in
   * the bucket follows from it and the rate.
   */
  private final Cache<String, AtomicLong> fullAt =
      Caffeine.newBuilder().maximumSize(MAX_BUCKETS).build();

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  LocalTokenBuckets(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a token.
   *
   * @param key the key of the bucket
   * @param rate the size of the bucket and how fast it is refilled
   * @return zero when a token was taken; otherwise the time until there is one
   */
  Duration take(String key, Rate rate) {
    long now = nanoTime.getAsLong();
    long interval = NANOS_PER_MINUTE / rate.requestsPerMinute();
    AtomicLong bucket = fullAt.get(key, _ -> new AtomicLong(now));
    while (true) {
      long before = bucket.get();
      long after = Math.max(0, before - now) + interval;
      long wait = after - interval * rate.burst();
      if (wait > 0) {
        return Duration.ofNanos(wait);
      }
      if (bucket.compareAndSet(before, now + after)) {
        return Duration.ZERO;
      }
    }
  }

  /**
   * Returns zero when the bucket has a token, which is not taken; otherwise the time until it has
   * one.
   */
  Duration waitTime(String key, Rate rate) {
    AtomicLong bucket = fullAt.getIfPresent(key);
    if (bucket == null) {
      return Duration.ZERO;
    }
    long interval = NANOS_PER_MINUTE / rate.requestsPerMinute();
    long missing = Math.max(0, bucket.get() - nanoTime.getAsLong());
    return Duration.ofNanos(Math.max(0, missing + interval - interval * rate.burst()));
  }
}
