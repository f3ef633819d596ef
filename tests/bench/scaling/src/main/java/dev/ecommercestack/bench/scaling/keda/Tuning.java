package dev.ecommercestack.bench.scaling.keda;

import dev.ecommercestack.bench.scaling.sim.Score;
import dev.ecommercestack.bench.scaling.sim.Simulation;
import dev.ecommercestack.bench.scaling.sim.Trace;
import java.util.Comparator;
import java.util.List;

/**
 * KEDA with the settings that are the best for a trace, found by playing that very trace with every
 * combination of a grid.
 *
 * @param settings the best settings
 * @param scores what came of every combination
 */
public record Tuning(KedaSettings settings, List<Score> scores) {

  /** Tries a whole grid. Of equally good ones the one with fewer actions wins, then the first. */
  public static Tuning of(Trace trace, List<KedaSettings> grid) {
    List<Score> scores =
        grid.parallelStream()
            .map(each -> Simulation.play(trace, new Keda(each, trace)).score())
            .toList();
    int best = 0;
    for (int i = 1; i < scores.size(); i++) {
      if (isBetter(trace, scores.get(i), scores.get(best))) {
        best = i;
      }
    }
    return new Tuning(grid.get(best), scores);
  }

  /** Returns the score with the fewest seconds over the drain time, then replica-seconds. */
  public Score earliest() {
    return scores.stream()
        .min(Comparator.comparing(Score::secondsOver).thenComparing(Score::replicaSeconds))
        .orElseThrow();
  }

  private static boolean isBetter(Trace trace, Score score, Score other) {
    long cost = cost(trace, score);
    long otherCost = cost(trace, other);
    return cost < otherCost || (cost == otherCost && score.actions() < other.actions());
  }

  /**
   * Returns what a run costs in replica-seconds: those that it used, and for every second over the
   * drain time those of the largest fleet that the user permits, which is what the user is ready to
   * pay for being in time.
   */
  public static long cost(Trace trace, Score score) {
    return score.replicaSeconds()
        + (long) score.secondsOver() * trace.workload().goal().maxReplicas();
  }
}
