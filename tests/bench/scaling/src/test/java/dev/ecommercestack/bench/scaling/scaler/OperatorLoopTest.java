package dev.ecommercestack.bench.scaling.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.bench.scaling.sim.Simulation;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.View;
import dev.ecommercestack.bench.scaling.trace.HardCases;
import dev.ecommercestack.bench.scaling.trace.Traces;
import dev.ecommercestack.operator.api.v1alpha1.component.LagAutoscaling;
import dev.ecommercestack.operator.api.v1alpha1.component.LagTarget;
import dev.ecommercestack.operator.api.v1alpha1.component.ScalingMode;
import dev.ecommercestack.operator.manager.scaling.ComponentScaling;
import dev.ecommercestack.operator.manager.scaling.HistoryCodec;
import dev.ecommercestack.operator.scaling.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator's loop, which the simulation drives with its clock. */
class OperatorLoopTest {
  private static final int LAG_THRESHOLD = 100;
  private static final long SEED = 31_415;

  @ParameterizedTest
  @MethodSource
  void decidesAsThePureFunctionThoughItIsRestarted(Trace trace) {
    assertThat(Simulation.play(trace, new Loop(trace)).replicas())
        .as(trace.name())
        .isEqualTo(Simulation.play(trace, new DrainTime(trace)).replicas());
  }

  static Stream<Trace> decidesAsThePureFunctionThoughItIsRestarted() {
    return Stream.concat(Traces.named().stream(), HardCases.of(SEED).stream())
        .filter(trace -> trace.workload().goal().minReplicas() > 0);
  }

  /** Restarts the operator after every few looks: only the stored history remains. */
  private static final class Loop implements Scaler {
    private static final int LOOKS_OF_ONE_OPERATOR = 7;

    private final DrainTime reader;
    private final LagAutoscaling autoscaling;
    private final Timer timer;
    private ComponentScaling scaling = new ComponentScaling(History.NONE);
    private int looks;

    Loop(Trace trace) {
      var goal = trace.workload().goal();
      reader = new DrainTime(trace);
      autoscaling =
          new LagAutoscaling(
              ScalingMode.Auto,
              goal.minReplicas(),
              goal.maxReplicas(),
              new LagTarget(goal.drainSeconds() + "s", LAG_THRESHOLD),
              null);
      timer = new Timer(DrainTime.INTERVAL_SECONDS, trace.seed());
    }

    @Override
    public int replicas(View view) {
      if (!timer.rings(view.second())) {
        return view.desired();
      }
      if (++looks % LOOKS_OF_ONE_OPERATOR == 0) {
        scaling = new ComponentScaling(stored(scaling.history()));
      }
      var written = new int[] {view.desired()};
      scaling.tick(
          reader.observation(view),
          autoscaling,
          replicas -> {
            written[0] = replicas;
            return true;
          });
      return written[0];
    }

    private static History stored(History history) {
      try {
        return Objects.requireNonNull(
            HistoryCodec.read(HistoryCodec.write(Map.of("worker", history))).get("worker"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
