package dev.ecommercestack.bench.scaling.sim;

/**
 * Something that happens at an interval by a clock of its own, which is a little fast: so it stays
 * in step with nothing else, as real clocks don't.
 *
 * @param interval seconds between two beats, at most
 */
record Beat(int interval) {
  private static final double FAST = 1 / 60.0;

  /** Returns whether it happens in a second, for one of several that do not beat together. */
  boolean isAt(int second, int which) {
    return beats(second + which) != beats(second + which - 1);
  }

  private long beats(int second) {
    return (long) Math.floor(second / (interval * (1 - FAST)));
  }
}
