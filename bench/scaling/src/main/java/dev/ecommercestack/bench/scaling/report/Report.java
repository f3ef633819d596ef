package dev.ecommercestack.bench.scaling.report;

import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.trace.GeneratedTraces;
import dev.ecommercestack.bench.scaling.trace.Traces;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that the bench finds out by playing traces. The same code finds the same.
 *
 * @param named the traces with a name
 * @param generated the traces that a seed has drawn
 * @param crowd many more of those, without KEDA tuned to each
 */
record Report(List<Match> named, List<Match> generated, Crowd crowd) {
  /** Of the generated traces: chosen when the scaler was done, and never changed for its sake. */
  static final long SEED = 31_415;

  static final int GENERATED = 10;

  private static final long CROWD_SEED = 271_828;
  private static final int CROWD = 200;

  /** Plays every trace; takes half a minute on two cores. */
  static Report ofAllTraces() {
    return new Report(
        play(Traces.named()),
        play(GeneratedTraces.of(SEED, GENERATED)),
        Crowd.of(GeneratedTraces.of(CROWD_SEED, CROWD)));
  }

  /** The tables, as a person at a terminal reads them. */
  String forTerminal() {
    return Results.forTerminal(named, generated, crowd);
  }

  /** What stands in docs/scaling: contents by file name. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put("results.md", Results.of(named, generated, crowd));
    for (List<Match> matches : List.of(named, generated)) {
      for (Match match : matches) {
        files.put(match.trace().name() + ".svg", Plot.of(match));
      }
    }
    return files;
  }

  private static List<Match> play(List<Trace> traces) {
    return traces.parallelStream().map(Match::of).toList();
  }
}
