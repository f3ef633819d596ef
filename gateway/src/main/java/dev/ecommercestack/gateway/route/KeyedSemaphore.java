package dev.ecommercestack.gateway.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counting semaphores, one for each key; a key without permits in use needs no memory. */
public final class KeyedSemaphore {
  private final int permits;
  private final Map<String, Integer> used = new ConcurrentHashMap<>();

  /**
   * @param permits how many permits of one key may be in use at a time
   */
  public KeyedSemaphore(int permits) {
    this.permits = permits;
  }

  /** Takes a permit of a key, if one is free. Never blocks. */
  public boolean tryAcquire(String key) {
    AtomicBoolean acquired = new AtomicBoolean();
    used.compute(
        key,
        (_, known) -> {
          int count = known == null ? 0 : known;
          acquired.set(count < permits);
          return acquired.get() ? count + 1 : count;
        });
    return acquired.get();
  }

  /** Gives back a permit of a key that {@link #tryAcquire} has taken. */
  public void release(String key) {
    used.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }
}
