package dev.ecommercestack.platform.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Shares readings by key while they run; nothing is kept. So a cached key that expires while a
 * thousand callers want it is read once.
 */
public final class CoalescedReads {
  private final Map<String, CoalescedRead<?>> running = new ConcurrentHashMap<>();

  /**
   * Returns a value, read by this caller or by another one that is reading the same key.
   *
   * @param key the same key means the same value, of the same type
   * @param reader reads the value
   */
  @SuppressWarnings("unchecked") // As the key says.
  public <T> T read(String key, Supplier<T> reader) {
    CoalescedRead<T> read =
        (CoalescedRead<T>) running.computeIfAbsent(key, k -> new CoalescedRead<>(reader));
    try {
      return read.whileGood(value -> true);
    } finally {
      running.remove(key, read);
    }
  }

  /** Makes later callers read the key again, because what is being read is out of date. */
  public void invalidate(String key) {
    running.remove(key);
  }
}
