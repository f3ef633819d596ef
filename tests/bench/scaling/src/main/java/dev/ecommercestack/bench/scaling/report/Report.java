package dev.ecommercestack.bench.scaling.report;

import dev.ecommercestack.bench.scaling.keda.KedaSettings;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.Workload;
import dev.ecommercestack.bench.scaling.trace.GeneratedTraces;
import dev.ecommercestack.bench.scaling.trace.HardCases;
import dev.ecommercestack.bench.scaling.trace.Traces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that the bench finds out by playing traces. The same code finds the same.
 *
 * @param named the traces with a name
 * @param generated the traces that a seed has drawn
 * @param hard the traces in which a scaler may measure wrongly, KEDA tuned over a coarser grid
 * @param draws the hard ones under several seeds, by name, without KEDA tuned to each
 * @param crowd many more generated ones, without KEDA tuned to each
 * @param contestants sums of all scalers over these groups
 * @param ablation sums with one mechanism off at a time, over a part of them
 */
record Report(
    List<Match> named,
    List<Match> generated,
    List<Match> hard,
    SequencedMap<String, Crowd> draws,
    Crowd crowd,
    Contestants contestants,
    Contestants ablation) {
  /** Of the generated traces: chosen when the scaler was done, and never changed for its sake. */
  static final long SEED = 31_415;

  static final int GENERATED = 10;

  /** How often each hard case is drawn. */
  static final int DRAWS = 5;

  private static final long CROWD_SEED = 271_828;
  private static final int CROWD = 200;

  /** Of the crowd, how many show what a mechanism is worth: all of them would take minutes. */
  private static final int ABLATION_CROWD = 50;

  /** Plays every trace; takes a minute on two cores. */
  static Report ofAllTraces() {
    return new Report(
        play(Traces.named(), KedaSettings::grid),
        play(GeneratedTraces.of(SEED, GENERATED), KedaSettings::grid),
        play(HardCases.of(SEED), KedaSettings::coarseGrid),
        drawn(),
        Crowd.of(GeneratedTraces.of(CROWD_SEED, CROWD)),
        Contestants.of(groups(DRAWS, CROWD)),
        Contestants.ablation(groups(1, ABLATION_CROWD)));
  }

  /** The tables, as a person at a terminal reads them. */
  String forTerminal() {
    return Results.forTerminal(this);
  }

  /** What stands in docs/scaling: contents by file name. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put("results.md", Results.of(this));
    for (List<Match> matches : List.of(named, generated, hard)) {
      for (Match match : matches) {
        files.put(match.trace().name() + ".svg", Plot.of(match));
      }
    }
    return files;
  }

  /** Returns the hard cases by name, each under several seeds; the first is {@link #SEED}. */
  static SequencedMap<String, List<Trace>> hardCases() {
    SequencedMap<String, List<Trace>> cases = new LinkedHashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      for (Trace trace : HardCases.of(SEED + 1000L * i)) {
        cases.computeIfAbsent(trace.name(), name -> new ArrayList<>()).add(trace);
      }
    }
    return cases;
  }

  private static SequencedMap<String, List<Trace>> groups(int draws, int crowd) {
    SequencedMap<String, List<Trace>> groups = new LinkedHashMap<>();
    groups.put("named", Traces.named());
    groups.put("generated", GeneratedTraces.of(SEED, GENERATED));
    groups.put("crowd of " + crowd, GeneratedTraces.of(CROWD_SEED, crowd));
    groups.put(
        "hard cases, %d draws".formatted(draws).replace("1 draws", "one draw"),
        hardCases().values().stream().flatMap(each -> each.stream().limit(draws)).toList());
    return groups;
  }

  private static SequencedMap<String, Crowd> drawn() {
    SequencedMap<String, Crowd> draws = new LinkedHashMap<>();
    hardCases().forEach((name, traces) -> draws.put(name, Crowd.of(traces)));
    return draws;
  }

  private static List<Match> play(List<Trace> traces, Function<Workload, List<KedaSettings>> grid) {
    return traces.parallelStream()
        .map(trace -> Match.of(trace, grid.apply(trace.workload())))
        .toList();
  }
}
