package dev.ecommercestack.bench.scaling.sim;

import java.util.Arrays;
import java.util.List;

/** Traces with numbers that can be worked out by hand: no noise. */
public final class TestTraces {
  private TestTraces() {}

  /** The same messages in every lane and second. */
  public static Trace even(Workload workload, int seconds, long perLane) {
    return of(workload, seconds, perLane, List.of());
  }

  static Trace of(Workload workload, int seconds, long perLane, List<Trace.Outage> outages) {
    long[][] arrivals = new long[seconds][workload.broker().lanes()];
    double[] pace = new double[seconds];
    Arrays.fill(pace, 1);
    for (int t = 0; t < seconds; t++) {
      int second = t;
      boolean down =
          outages.stream().anyMatch(o -> o.severity() == Trace.Severity.DOWN && o.covers(second));
      Arrays.fill(arrivals[t], down ? 0 : perLane);
    }
    return new Trace("test", "by hand", workload, arrivals, pace, outages, 1);
  }
}
