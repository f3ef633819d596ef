package dev.ecommercestack.bench.scaling.live;

import dev.ecommercestack.bench.scaling.keda.Keda;
import dev.ecommercestack.bench.scaling.sim.Score;
import dev.ecommercestack.bench.scaling.sim.Simulation;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.Workload;
import dev.ecommercestack.bench.scaling.sim.Workload.Pods;
import java.util.Locale;

/**
 * Compares the simulator with the live rounds of KEDA: it plays what was recorded (arrivals,
 * service rate and start-up time) with the same settings.
 */
final class SimulatorCheck {
  private SimulatorCheck() {}

  /** Returns the comparison as a Markdown table, a row for each load and contestant of KEDA. */
  static String table(LiveResults results, KedaChoice tuned) {
    StringBuilder text =
        new StringBuilder(
            """
            | load | contestant | service rate, 1/s | start, s | seconds over, live / simulated | pod-seconds | actions | largest age, s |
            |---|---|--:|--:|--:|--:|--:|--:|
            """);
    for (LiveLoad load : results.loads()) {
      for (Contestant contestant : results.contestants()) {
        if (contestant != Contestant.OURS) {
          KedaChoice choice = contestant == Contestant.TUNED ? tuned : KedaChoice.defaults();
          text.append(row(results.of(load, contestant).getFirst(), contestant, choice));
        }
      }
    }
    return text.toString();
  }

  private static String row(RoundFile round, Contestant contestant, KedaChoice choice) {
    LiveLoad load = round.load();
    Workload workload = measured(load.workload(), round.summary());
    Trace trace = load.trace(workload, round.arrivals());
    Score simulated = Simulation.play(trace, new Keda(choice.of(load), trace)).score();
    Score live = round.score();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.3f | %d | %d / %d | %d / %d | %d / %d | %d / %d |%n",
        load.label(),
        contestant.title(),
        workload.pods().serviceRate(),
        workload.pods().startSeconds(),
        live.secondsOver(),
        simulated.secondsOver(),
        live.replicaSeconds(),
        simulated.replicaSeconds(),
        live.actions(),
        simulated.actions(),
        live.oldestAge(),
        simulated.oldestAge());
  }

  private static Workload measured(Workload expected, RoundFile.Summary summary) {
    Pods pods = expected.pods();
    double rate = summary.serviceRate() > 0 ? summary.serviceRate() : pods.serviceRate();
    int start =
        summary.startSeconds() > 0 ? (int) Math.round(summary.startSeconds()) : pods.startSeconds();
    return new Workload(
        expected.broker(),
        expected.goal(),
        new Pods(rate, start, pods.warmUp(), pods.downstreamLimit()));
  }
}
