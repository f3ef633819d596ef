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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What docs/scaling.md says of our scaler and KEDA's defaults. */
class VerdictTest {
  @TestFactory
  Stream<DynamicTest> neverLaterThanTheDefaults() {
    return traces().map(trace -> DynamicTest.dynamicTest(trace.name(), () -> compare(trace)));
  }

  private static void compare(Trace trace) {
    assertThat(ours(trace).secondsOver()).isLessThanOrEqualTo(defaults(trace).secondsOver());
  }

  private static Stream<Trace> traces() {
    return Stream.concat(
        Traces.named().stream(), GeneratedTraces.of(Bench.SEED, Bench.GENERATED).stream());
  }

  private static Score ours(Trace trace) {
    return Simulation.play(trace, new DrainTime(trace)).score();
  }

  private static Score defaults(Trace trace) {
    Keda keda = new Keda(KedaSettings.defaults(trace.workload()), trace);
    return Simulation.play(trace, keda).score();
  }
}
