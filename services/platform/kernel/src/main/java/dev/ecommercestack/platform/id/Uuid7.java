package dev.ecommercestack.platform.id;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered identifiers (RFC 9562, version 7). Those of one process ascend strictly, also within
 * a millisecond and when the clock steps back.
 */
public final class Uuid7 {
  private static final int COUNTER_BITS = 12;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Milliseconds since 1970, then a counter that carries over into the milliseconds. */
  private static final AtomicLong LAST_TICK = new AtomicLong();

  private Uuid7() {}

  /** Returns a new identifier, greater than every one before. */
  public static UUID next() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    long tick = LAST_TICK.accumulateAndGet(now, (last, current) -> Math.max(last + 1, current));
    long millis = tick >>> COUNTER_BITS;
    long counter = tick & ((1L << COUNTER_BITS) - 1);
    return new UUID(millis << 16 | VERSION | counter, VARIANT | (RANDOM.nextLong() & RANDOM_MASK));
  }

  /**
   * Returns when an identifier was made, to the millisecond.
   *
   * @throws IllegalArgumentException if it is not of version 7
   */
  public static Instant timeOf(UUID id) {
    if (id.version() != 7) {
      throw new IllegalArgumentException(id + " is not a UUID of version 7");
    }
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
