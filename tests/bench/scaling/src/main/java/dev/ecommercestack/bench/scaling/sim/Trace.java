package dev.ecommercestack.bench.scaling.sim;

import java.util.List;

/**
 * What arrives, second by second, and what goes wrong: the same for every scaler that plays it.
 *
 * @param name file name and row of the table
 * @param about what happens, in a sentence
 * @param workload who consumes
 * @param arrivals messages by second and lane, none while the broker is down
 * @param pace factor on every pod's rate by second: its noise, and less than half of it while
 *     messages cost more or all consumers hang
 * @param outages when the broker does not answer
 * @param seed of the pods' start-up times
 */
public record Trace(
    String name,
    String about,
    Workload workload,
    long[][] arrivals,
    double[] pace,
    List<Outage> outages,
    long seed) {

  /** What an outage takes away. */
  public enum Severity {
    /** Scalers can't read the broker; consumers go on. */
    BLIND,
    /** Nobody reaches the broker: consumers stop, producers keep their messages back. */
    DOWN
  }

  /**
   * Seconds {@code from} (inclusive) to {@code to} (exclusive) without the broker.
   *
   * @param severity what is taken away
   * @param from first second
   * @param to first second after it
   */
  public record Outage(Severity severity, int from, int to) {
    boolean covers(int second) {
      return from <= second && second < to;
    }
  }

  /** Returns the length in seconds. */
  public int seconds() {
    return arrivals.length;
  }

  /** Returns whether consumers can't reach the broker. */
  public boolean isDown(int second) {
    for (Outage outage : outages) {
      if (outage.severity() == Severity.DOWN && outage.covers(second)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether scalers can't read the broker. */
  public boolean isUnreadable(int second) {
    for (Outage outage : outages) {
      if (outage.covers(second)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the messages that arrive in a second over all lanes. */
  public long arrivals(int second) {
    long sum = 0;
    for (long lane : arrivals[second]) {
      sum += lane;
    }
    return sum;
  }
}
