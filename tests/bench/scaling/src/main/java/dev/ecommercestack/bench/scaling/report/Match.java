package dev.ecommercestack.bench.scaling.report;

import dev.ecommercestack.bench.scaling.keda.Keda;
import dev.ecommercestack.bench.scaling.keda.KedaSettings;
import dev.ecommercestack.bench.scaling.keda.Tuning;
import dev.ecommercestack.bench.scaling.scaler.DrainTime;
import dev.ecommercestack.bench.scaling.sim.Run;
import dev.ecommercestack.bench.scaling.sim.Score;
import dev.ecommercestack.bench.scaling.sim.Simulation;
import dev.ecommercestack.bench.scaling.sim.Trace;
import java.util.List;

/**
 * One trace, played by the three.
 *
 * @param trace what was played
 * @param ours by the operator's scaler
 * @param defaults by KEDA with its defaults
 * @param tuned by KEDA with the settings that are the best for this trace
 * @param earliest the score of KEDA with the settings that are over for the fewest seconds
 * @param unavoidable seconds over with all permitted pods from the first second on
 * @param settings those settings
 * @param combinations settings that were tried for it
 * @param better how many of them were at least as good as ours in seconds over and in
 *     replica-seconds, and better in one of the two
 */
record Match(
    Trace trace,
    Run ours,
    Run defaults,
    Run tuned,
    Score earliest,
    int unavoidable,
    KedaSettings settings,
    int combinations,
    int better) {

  /** Plays a trace for ours, for KEDA's defaults and for every one of these settings. */
  static Match of(Trace trace, List<KedaSettings> grid) {
    Run ours = Simulation.play(trace, new DrainTime(trace));
    KedaSettings usual = KedaSettings.defaults(trace.workload());
    Tuning tuning = Tuning.of(trace, grid);
    return new Match(
        trace,
        ours,
        Simulation.play(trace, new Keda(usual, trace)),
        Simulation.play(trace, new Keda(tuning.settings(), trace)),
        tuning.earliest(),
        Simulation.play(trace, view -> trace.workload().goal().maxReplicas()).score().secondsOver(),
        tuning.settings(),
        tuning.scores().size(),
        (int) tuning.scores().stream().filter(each -> beats(each, ours.score())).count());
  }

  private static boolean beats(Score score, Score other) {
    return score.secondsOver() <= other.secondsOver()
        && score.replicaSeconds() <= other.replicaSeconds()
        && (score.secondsOver() < other.secondsOver()
            || score.replicaSeconds() < other.replicaSeconds());
  }
}
