package dev.ecommercestack.bench.scaling.scaler;

import java.util.SplittableRandom;

/**
 * Rings at an interval, beginning at a random second of the first one: no scaler's clock is in step
 * with a trace.
 */
public final class Timer {
  private final int interval;
  private final int first;

  /** Makes one that rings every {@code interval} seconds. */
  public Timer(int interval, long seed) {
    this.interval = interval;
    first = new SplittableRandom(seed).nextInt(interval);
  }

  /** Returns whether it rings in a second. */
  public boolean rings(int second) {
    return second % interval == first;
  }
}
