package dev.ecommercestack.bench.scaling.sim;

import dev.ecommercestack.bench.scaling.scaler.Scaler;

/** Plays one trace for one scaler, in steps of a second. */
public final class Simulation implements View {
  private final Trace trace;
  private final Fleet fleet;
  private final Source source;
  private final Run.Recorder recorder;
  private int second;

  private Simulation(Trace trace) {
    this.trace = trace;
    fleet = new Fleet(trace.workload(), trace.seed());
    source = Source.of(trace);
    recorder = new Run.Recorder(trace);
  }

  /** Plays a trace and returns what came of it. */
  public static Run play(Trace trace, Scaler scaler) {
    Simulation simulation = new Simulation(trace);
    for (int second = 0; second < trace.seconds(); second++) {
      simulation.second = second;
      simulation.scale(scaler.replicas(simulation));
      simulation.step();
    }
    return simulation.recorder.finish();
  }

  private void scale(int replicas) {
    Workload.Goal goal = trace.workload().goal();
    if (replicas < goal.minReplicas() || replicas > goal.maxReplicas()) {
      throw new IllegalStateException(
          "%s, second %d: a scaler asked for %d replicas, outside of %d to %d"
              .formatted(trace.name(), second, replicas, goal.minReplicas(), goal.maxReplicas()));
    }
    if (replicas != fleet.desired()) {
      recorder.action();
      fleet.scaleTo(replicas, second);
    }
  }

  private void step() {
    if (fleet.advance(second, source)) {
      source.membersChanged(second);
    }
    boolean down = trace.isDown(second);
    long handled = 0;
    if (!down) {
      source.arrive(second);
      handled = source.work(second, fleet.ready(second), fleet.leaving(), trace.pace()[second]);
    }
    recorder.second(second, fleet, source, handled);
  }

  @Override
  public int second() {
    return second;
  }

  @Override
  public int desired() {
    return fleet.desired();
  }

  @Override
  public int ready() {
    return fleet.ready(second).size();
  }

  @Override
  public Reading read() {
    return trace.isUnreadable(second) ? new Reading.Unknown() : source.read(second);
  }
}
