package dev.ecommercestack.bench.scaling.trace;

/** A rate over time, in messages per second. */
@FunctionalInterface
interface Shape {
  /** Returns the rate in a second. */
  double at(int second);

  /** The same rate all the time. */
  static Shape constant(double rate) {
    return second -> rate;
  }

  /** From one rate to another between two seconds, and constant before and after. */
  static Shape ramp(double before, double after, int from, int to) {
    return second -> {
      double done = (double) (second - from) / (to - from);
      return before + (after - before) * Math.clamp(done, 0.0, 1.0);
    };
  }

  /** Rises within seconds, holds, and decays by half every {@code halving} seconds. */
  static Shape spike(double height, int from, int rise, int hold, int halving) {
    return second -> {
      int since = second - from;
      if (since < 0) {
        return 0;
      }
      if (since < rise) {
        return height * since / rise;
      }
      double decaying = Math.max(0, since - rise - hold);
      return height * StrictMath.exp(-StrictMath.log(2) * decaying / halving);
    };
  }

  /** A rate for the first part of each period, nothing for the rest. */
  static Shape onOff(double rate, int period, int on) {
    return second -> second % period < on ? rate : 0;
  }

  /** A sine between two rates that begins at the lower one. */
  static Shape wave(double low, double high, int period) {
    return second -> low + (high - low) * (1 - StrictMath.cos(2 * Math.PI * second / period)) / 2;
  }

  /** A rate between two seconds, nothing outside. */
  static Shape window(double rate, int from, int to) {
    return second -> from <= second && second < to ? rate : 0;
  }

  /** The sum of two. */
  default Shape plus(Shape other) {
    return second -> at(second) + other.at(second);
  }
}
