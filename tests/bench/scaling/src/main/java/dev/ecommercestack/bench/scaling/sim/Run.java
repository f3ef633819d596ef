package dev.ecommercestack.bench.scaling.sim;

/**
 * What came of a trace under one scaler.
 *
 * @param score what it is judged by
 * @param arrived messages that arrived
 * @param handled messages that were handled
 * @param waiting messages that waited, by second
 * @param replicas replicas asked for, by second
 */
public record Run(Score score, long arrived, long handled, long[] waiting, int[] replicas) {

  /** Collects a run second by second. */
  static final class Recorder {
    private final Trace trace;
    private final long[] waiting;
    private final int[] replicas;
    private int secondsOver;
    private long replicaSeconds;
    private int actions;
    private int oldestAge;
    private long arrived;
    private long handled;

    Recorder(Trace trace) {
      this.trace = trace;
      waiting = new long[trace.seconds()];
      replicas = new int[trace.seconds()];
    }

    void action() {
      actions++;
    }

    void second(int second, Fleet fleet, Source source, long handledNow) {
      int oldest = source.oldest();
      int age = oldest == Backlog.EMPTY ? 0 : second - oldest;
      oldestAge = Math.max(oldestAge, age);
      secondsOver += age > trace.workload().goal().drainSeconds() ? 1 : 0;
      replicaSeconds += fleet.existing();
      handled += handledNow;
      arrived += trace.isDown(second) ? 0 : trace.arrivals(second);
      waiting[second] = source.waiting();
      replicas[second] = fleet.desired();
    }

    Run finish() {
      Score score = new Score(secondsOver, replicaSeconds, actions, oldestAge);
      return new Run(score, arrived, handled, waiting, replicas);
    }
  }
}
