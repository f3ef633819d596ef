package dev.ecommercestack.bench.scaling.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.bench.scaling.keda.Keda;
import dev.ecommercestack.bench.scaling.keda.KedaSettings;
import dev.ecommercestack.bench.scaling.scaler.DrainTime;
import dev.ecommercestack.bench.scaling.sim.Score;
import dev.ecommercestack.bench.scaling.sim.Simulation;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.trace.GeneratedTraces;
import dev.ecommercestack.bench.scaling.trace.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What docs/scaling/benchmark.md says of the operator's scaler and KEDA's defaults. */
class VerdictTest {
  /** Where KEDA's defaults are earlier, each with its reason in docs/scaling/benchmark.md. */
  private static final Set<String> LOST = Set.of("broker-outage", "generated-03", "generated-09");

  @Test
  void notLaterThanTheDefaultsForTwoThirdsOfThePodsAndHalfOfTheMoves() {
    Score ours = Score.NONE;
    Score defaults = Score.NONE;
    List<String> later = new ArrayList<>();
    List<Trace> traces = new ArrayList<>(Traces.named());
    traces.addAll(GeneratedTraces.of(Report.SEED, Report.GENERATED));
    for (Trace trace : traces) {
      Score our = Simulation.play(trace, new DrainTime(trace)).score();
      Keda keda = new Keda(KedaSettings.defaults(trace.workload()), trace);
      Score their = Simulation.play(trace, keda).score();
      if (our.secondsOver() > their.secondsOver()) {
        later.add(trace.name());
      }
      ours = ours.plus(our);
      defaults = defaults.plus(their);
    }
    assertThat(later).isSubsetOf(LOST);
    assertThat(ours.secondsOver()).isLessThan(defaults.secondsOver());
    assertThat(ours.replicaSeconds()).isLessThan(defaults.replicaSeconds() * 2 / 3);
    assertThat(ours.actions()).isLessThan(defaults.actions() / 2);
  }
}
