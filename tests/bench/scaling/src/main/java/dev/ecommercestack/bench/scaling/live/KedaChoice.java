package dev.ecommercestack.bench.scaling.live;

import dev.ecommercestack.bench.scaling.keda.Behavior;
import dev.ecommercestack.bench.scaling.keda.KedaSettings;
import dev.ecommercestack.bench.scaling.keda.Tuning;
import dev.ecommercestack.bench.scaling.sim.Score;
import dev.ecommercestack.bench.scaling.sim.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of KEDA for the live rounds, chosen by the simulator with the scripted loads: for
 * each component the combination of a grid with the lowest cost ({@link Tuning#cost}). A
 * ScaledObject has one behavior for all of its triggers, so the worker's two queues share it.
 *
 * @param settings the settings of each load's trigger
 * @param tried the combinations that were played, by load
 */
record KedaChoice(Map<LiveLoad, KedaSettings> settings, Map<LiveLoad, List<Tried>> tried) {

  /**
   * One combination of the grid.
   *
   * @param settings the combination
   * @param score what came of it in the simulator
   * @param cost what it costs, in pod-seconds
   */
  record Tried(KedaSettings settings, Score score, long cost) {}

  /** Returns KEDA's defaults. */
  static KedaChoice defaults() {
    Map<LiveLoad, KedaSettings> settings = new EnumMap<>(LiveLoad.class);
    for (LiveLoad load : LiveLoad.values()) {
      settings.put(load, KedaSettings.defaults(load.workload()));
    }
    return new KedaChoice(settings, Map.of());
  }

  /** Returns the settings of a load's trigger. */
  KedaSettings of(LiveLoad load) {
    return settings.getOrDefault(load, KedaSettings.defaults(load.workload()));
  }

  /** Plays the whole grid and chooses the best. */
  static KedaChoice tuned() {
    Map<LiveLoad, List<Tried>> tried = new EnumMap<>(LiveLoad.class);
    for (LiveLoad load : LiveLoad.values()) {
      Trace trace = load.trace();
      List<KedaSettings> grid = KedaSettings.coarseGrid(load.workload());
      List<Score> scores = Tuning.of(trace, grid).scores();
      List<Tried> all = new ArrayList<>();
      for (int i = 0; i < grid.size(); i++) {
        all.add(new Tried(grid.get(i), scores.get(i), Tuning.cost(trace, scores.get(i))));
      }
      tried.put(load, List.copyOf(all));
    }
    Map<LiveLoad, KedaSettings> best = new EnumMap<>(LiveLoad.class);
    best.putAll(bestOf(tried, List.of(LiveLoad.PAYMENTS, LiveLoad.IMPORTS)));
    best.putAll(bestOf(tried, List.of(LiveLoad.CLAIMS)));
    return new KedaChoice(best, tried);
  }

  /** Returns the cheapest settings of loads that must share a behavior. */
  private static Map<LiveLoad, KedaSettings> bestOf(
      Map<LiveLoad, List<Tried>> tried, List<LiveLoad> loads) {
    Map<LiveLoad, KedaSettings> best = Map.of();
    long bestCost = Long.MAX_VALUE;
    List<Behavior> behaviors =
        tried.getOrDefault(loads.getFirst(), List.of()).stream()
            .map(each -> each.settings().behavior())
            .distinct()
            .toList();
    for (Behavior behavior : behaviors) {
      long cost = 0;
      Map<LiveLoad, KedaSettings> chosen = new EnumMap<>(LiveLoad.class);
      for (LiveLoad load : loads) {
        Tried cheapest =
            tried.getOrDefault(load, List.of()).stream()
                .filter(each -> each.settings().behavior().equals(behavior))
                .min(Comparator.comparingLong(Tried::cost))
                .orElseThrow();
        cost += cheapest.cost();
        chosen.put(load, cheapest.settings());
      }
      if (cost < bestCost) {
        bestCost = cost;
        best = chosen;
      }
    }
    return best;
  }
}
