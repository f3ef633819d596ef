package dev.ecommercestack.gateway.limit;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tokens that this gateway has taken from a bucket in Redis and not spent. It may be negative:
 * tokens that were spent in advance, which are taken from the bucket as soon as Redis is asked.
 */
final class TokenReserve {
  private final int batch;
  private final int maxAdvance;
  private final AtomicInteger tokens = new AtomicInteger();
  private final AtomicBoolean refilling = new AtomicBoolean();
  private volatile long emptyUntilMillis;

  /**
   * @param batch the number of tokens to take from the bucket for later requests, from 0
   * @param maxAdvance the number of tokens that may be spent in advance, from 0
   */
  TokenReserve(int batch, int maxAdvance) {
    this.batch = batch;
    this.maxAdvance = maxAdvance;
  }

  /** Spends a token, if there is one or one may be spent in advance. */
  boolean take() {
    return tokens.getAndUpdate(left -> Math.max(-maxAdvance, left - 1)) > -maxAdvance;
  }

  /** Returns whether tokens are to be taken from the bucket, once until {@link #refilled}. */
  boolean startRefill() {
    return tokens.get() <= 0 && !refilling.get() && refilling.compareAndSet(false, true);
  }

  /** Returns how many tokens are to be taken from the bucket. */
  int missing() {
    return batch - tokens.get();
  }

  /**
   * Ends a refill.
   *
   * @param taken the number of tokens that were taken from the bucket
   */
  void refilled(int taken) {
    tokens.addAndGet(taken);
    refilling.set(false);
  }

  /** Remembers that the bucket in Redis has no token before a time (milliseconds since 1970). */
  void emptyUntil(long millis) {
    emptyUntilMillis = millis;
    refilling.set(false);
  }

  /** Returns for how many milliseconds the bucket in Redis is known to be empty; zero if not. */
  long emptyFor(long nowMillis) {
    return Math.max(0, emptyUntilMillis - nowMillis);
  }
}
