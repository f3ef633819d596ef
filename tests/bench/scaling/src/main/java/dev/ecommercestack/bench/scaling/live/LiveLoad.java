package dev.ecommercestack.bench.scaling.live;

import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.Workload;
import dev.ecommercestack.bench.scaling.sim.Workload.Goal;
import dev.ecommercestack.bench.scaling.sim.Workload.Kafka;
import dev.ecommercestack.bench.scaling.sim.Workload.Pods;
import dev.ecommercestack.bench.scaling.sim.Workload.Rabbit;
import java.util.List;
import java.util.Locale;

/**
 * The scripted load of a round: what is sent in each second, the same for every contestant. A load
 * is judged in its own part of the round. The workloads are what a pod does on two cores; the
 * settings of KEDA are chosen with them before the live rounds.
 */
enum LiveLoad {
  /** Two bursts of payment jobs, each too much for one pod. */
  PAYMENTS("worker", 0, 165, new Workload(new Rabbit(2), Goals.WORKER, new Pods(34, 18, 5))) {
    @Override
    int scripted(int second) {
      return in(second, 8, 28) || in(second, 55, 75) ? 250 : in(second, 0, 150) ? 5 : 0;
    }
  },
  /** Lists of products that a pod imports one at a time, a minute each. */
  IMPORTS(
      "worker", 165, 345, new Workload(new Rabbit(1), Goals.WORKER, new Pods(1 / 60.0, 18, 5))) {
    @Override
    int scripted(int second) {
      return in(second, 0, 76) && second % 15 == 0 ? 1 : 0;
    }
  },
  /** Claims for coupons: a flash sale, and a smaller one. */
  CLAIMS("event", 0, 345, new Workload(new Kafka(12, 3, 3), Goals.EVENT, new Pods(40, 18, 5))) {
    @Override
    int scripted(int second) {
      return in(second, 100, 140) ? 140 : in(second, 250, 310) ? 90 : in(second, 0, 330) ? 10 : 0;
    }
  };

  /** The length of a round in seconds. */
  static final int ROUND_SECONDS = 345;

  private static final int TAIL_SECONDS = 300;

  private static final class Goals {
    static final Goal WORKER = new Goal(90, 1, 4);
    static final Goal EVENT = new Goal(30, 1, 4);
  }

  private final String component;
  private final int from;
  private final int to;
  private final Workload workload;

  LiveLoad(String component, int from, int to, Workload workload) {
    this.component = component;
    this.from = from;
    this.to = to;
    this.workload = workload;
  }

  private static boolean in(int second, int from, int to) {
    return from <= second && second < to;
  }

  /** Returns the messages of a second, counted from the start of this load's part. */
  abstract int scripted(int second);

  /** Returns the name of the component whose pods work the load off. */
  String component() {
    return component;
  }

  /** Returns the first second of the round in which the load is judged. */
  int from() {
    return from;
  }

  /** Returns the first second of the round in which the load is not judged any more. */
  int to() {
    return to;
  }

  /** Returns the workload as it was expected before the live rounds. */
  Workload workload() {
    return workload;
  }

  /** Returns the name in tables and file names. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the messages of a second of the round. */
  int arrivals(int second) {
    return in(second, from, to) ? scripted(second - from) : 0;
  }

  /**
   * Returns the load as a trace for the simulator, with the expected workload. Nothing arrives in
   * its last minutes, so that work that is left undone has its price.
   */
  Trace trace() {
    int[] arrivals = new int[to - from + TAIL_SECONDS];
    for (int second = 0; second < to - from; second++) {
      arrivals[second] = scripted(second);
    }
    return trace(workload, arrivals);
  }

  /**
   * Returns a recorded load as a trace for the simulator.
   *
   * @param measured the workload as it was measured
   * @param arrivals the messages by second, from the start of this load's part
   */
  Trace trace(Workload measured, int[] arrivals) {
    int lanes = measured.broker().lanes();
    long[][] byLane = new long[arrivals.length][lanes];
    double[] pace = new double[arrivals.length];
    int next = 0;
    for (int second = 0; second < arrivals.length; second++) {
      pace[second] = 1;
      for (int message = 0; message < arrivals[second]; message++) {
        byLane[second][next] += 1;
        next = (next + 1) % lanes;
      }
    }
    return new Trace(label(), "as played live", measured, byLane, pace, List.of(), 1);
  }
}
