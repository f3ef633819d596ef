package dev.ecommercestack.bench.scaling.sim;

/**
 * Something that happens at an interval by a clock of its own, which is a little fast: so it stays
 * in step with nothing else, as real clocks don't.
 */
final class Beat {
  /** The clock shows this many intervals after one fewer. */
  private static final int FAST = 60;

  private final boolean[] beats;

  /** Makes one with at most {@code interval} seconds between two beats. */
  Beat(int interval) {
    int cycle = (FAST - 1) * interval;
    beats = new boolean[cycle];
    for (int second = 0; second < cycle; second++) {
      beats[second] = (second + cycle) * FAST / cycle != (second + cycle - 1) * FAST / cycle;
    }
  }

  /** Returns whether it happens in a second, for one of several that do not beat together. */
  boolean isAt(int second, int which) {
    return beats[(second + which) % beats.length];
  }
}
