package dev.ecommercestack.bench.scaling.report;

import dev.ecommercestack.bench.scaling.keda.Keda;
import dev.ecommercestack.bench.scaling.keda.KedaSettings;
import dev.ecommercestack.bench.scaling.scaler.DrainTime;
import dev.ecommercestack.bench.scaling.sim.Score;
import dev.ecommercestack.bench.scaling.sim.Simulation;
import dev.ecommercestack.bench.scaling.sim.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Many traces, too many to tune KEDA for each: ours against its defaults in sum.
 *
 * @param traces how many
 * @param fewer in how many of them ours is over for fewer seconds
 * @param more in how many of them for more
 * @param ours sum of our scores
 * @param defaults sum of the scores of KEDA's defaults
 */
record Crowd(int traces, int fewer, int more, Score ours, Score defaults) {
  private static final Crowd NOBODY = new Crowd(0, 0, 0, Score.NONE, Score.NONE);

  static Crowd of(List<Trace> traces) {
    return traces.parallelStream().map(Crowd::of).reduce(NOBODY, Crowd::plus);
  }

  private static Crowd of(Trace trace) {
    Score ours = Simulation.play(trace, new DrainTime(trace)).score();
    KedaSettings settings = KedaSettings.defaults(trace.workload());
    Score defaults = Simulation.play(trace, new Keda(settings, trace)).score();
    int order = Integer.compare(ours.secondsOver(), defaults.secondsOver());
    return new Crowd(1, order < 0 ? 1 : 0, order > 0 ? 1 : 0, ours, defaults);
  }

  private Crowd plus(Crowd other) {
    return new Crowd(
        traces + other.traces,
        fewer + other.fewer,
        more + other.more,
        ours.plus(other.ours),
        defaults.plus(other.defaults));
  }

  /** Returns a row per crowd. */
  static String table(Map<String, Crowd> crowds) {
    StringBuilder rows = new StringBuilder();
    rows.append(row("trace", "seconds over", "fewer / same / more", "replica-seconds", "actions"));
    rows.append(row("---", "---", "---", "---", "---"));
    crowds.forEach((name, crowd) -> rows.append(crowd.row(name)));
    return rows.toString();
  }

  private String row(String name) {
    return row(
        name,
        ours.secondsOver() + " / " + defaults.secondsOver(),
        fewer + " / " + (traces - fewer - more) + " / " + more,
        ours.replicaSeconds() + " / " + defaults.replicaSeconds(),
        ours.actions() + " / " + defaults.actions());
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "| %-16s | %-14s | %-19s | %-17s | %-10s |%n", cells);
  }

  String words() {
    return """
        %d more generated traces, ours against KEDA's defaults: fewer seconds over in %d, as many in %d, more in %d.
        In sum %d / %d s over, %d / %d replica-seconds, %d / %d actions.
        """
        .formatted(
            traces,
            fewer,
            traces - fewer - more,
            more,
            ours.secondsOver(),
            defaults.secondsOver(),
            ours.replicaSeconds(),
            defaults.replicaSeconds(),
            ours.actions(),
            defaults.actions());
  }
}
