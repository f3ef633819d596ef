package dev.ecommercestack.bench.scaling.report;

import dev.ecommercestack.bench.scaling.keda.Keda;
import dev.ecommercestack.bench.scaling.keda.KedaSettings;
import dev.ecommercestack.bench.scaling.scaler.BaselineScaler;
import dev.ecommercestack.bench.scaling.scaler.DrainTime;
import dev.ecommercestack.bench.scaling.scaler.Scaler;
import dev.ecommercestack.bench.scaling.sim.Score;
import dev.ecommercestack.bench.scaling.sim.Simulation;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.operator.scaling.Mechanism;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * Sums of several scalers over groups of traces.
 *
 * @param groups names of the groups
 * @param scores by scaler, a sum for each group
 */
record Contestants(List<String> groups, SequencedMap<String, List<Score>> scores) {

  /** Plays every group for this scaler, the baseline and KEDA's defaults. */
  static Contestants of(SequencedMap<String, List<Trace>> groups) {
    SequencedMap<String, Function<Trace, Scaler>> scalers = new LinkedHashMap<>();
    scalers.put("this scaler", DrainTime::new);
    scalers.put("baseline formula", BaselineScaler::new);
    scalers.put("KEDA, defaults", Contestants::keda);
    return of(groups, scalers);
  }

  /** Plays every group for this scaler, whole and with one mechanism off at a time. */
  static Contestants ablation(SequencedMap<String, List<Trace>> groups) {
    SequencedMap<String, Function<Trace, Scaler>> scalers = new LinkedHashMap<>();
    scalers.put("all mechanisms", DrainTime::new);
    for (Mechanism off : Mechanism.values()) {
      String name = off.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      scalers.put("without " + name, trace -> without(off, new DrainTime(trace)));
    }
    return of(groups, scalers);
  }

  private static Scaler without(Mechanism off, Scaler scaler) {
    return view -> ScopedValue.where(Mechanism.OFF, Set.of(off)).call(() -> scaler.replicas(view));
  }

  private static Contestants of(
      SequencedMap<String, List<Trace>> groups,
      SequencedMap<String, Function<Trace, Scaler>> scalers) {
    SequencedMap<String, List<Score>> scores = new LinkedHashMap<>();
    scalers.forEach(
        (name, scaler) ->
            scores.put(name, groups.values().stream().map(traces -> sum(traces, scaler)).toList()));
    return new Contestants(List.copyOf(groups.keySet()), scores);
  }

  private static Scaler keda(Trace trace) {
    return new Keda(KedaSettings.defaults(trace.workload()), trace);
  }

  private static Score sum(List<Trace> traces, Function<Trace, Scaler> scaler) {
    return traces.parallelStream()
        .map(trace -> Simulation.play(trace, scaler.apply(trace)).score())
        .reduce(Score.NONE, Score::plus);
  }

  /** Returns a row for each contestant: seconds over / pod-seconds / actions of each group. */
  String table() {
    StringBuilder rows = new StringBuilder("| scaler |");
    groups.forEach(group -> rows.append(' ').append(group).append(" |"));
    rows.append("\n|---|").append("---|".repeat(groups.size())).append('\n');
    scores.forEach(
        (name, sums) -> {
          rows.append("| ").append(name).append(" |");
          sums.forEach(sum -> rows.append(' ').append(cell(sum)).append(" |"));
          rows.append('\n');
        });
    return rows.toString();
  }

  private static String cell(Score sum) {
    return String.format(
        Locale.ROOT,
        "%d / %.0fk / %d",
        sum.secondsOver(),
        sum.replicaSeconds() / 1000.0,
        sum.actions());
  }
}
