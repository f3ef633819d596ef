package dev.ecommercestack.bench.scaling.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.bench.scaling.sim.Trace;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LiveLoadTest {
  @ParameterizedTest
  @EnumSource(LiveLoad.class)
  void isSentOnlyInItsOwnPartOfTheRound(LiveLoad load) {
    assertThat(IntStream.range(0, LiveLoad.ROUND_SECONDS).filter(s -> load.arrivals(s) > 0))
        .isNotEmpty()
        .allMatch(second -> load.from() <= second && second < load.to());
  }

  @ParameterizedTest
  @EnumSource(LiveLoad.class)
  void isTooMuchForOnePodAndNotForAll(LiveLoad load) {
    long messages = IntStream.range(0, load.to()).mapToLong(load::arrivals).sum();
    double perPod = load.workload().pods().serviceRate();
    int seconds = load.to() - load.from();
    assertThat(messages)
        .isLessThan((long) (perPod * load.workload().goal().maxReplicas() * seconds));
    assertThat(peak(load)).isGreaterThan(perPod);
  }

  /** The most messages per second that arrive in any minute. */
  private static double peak(LiveLoad load) {
    return IntStream.range(0, load.to() - 60)
        .mapToDouble(from -> IntStream.range(from, from + 60).map(load::arrivals).sum() / 60.0)
        .max()
        .orElse(0);
  }

  @Test
  void hasTheSameMessagesInTheSimulator() {
    Trace trace = LiveLoad.CLAIMS.trace();
    assertThat(IntStream.range(0, trace.seconds()).mapToLong(trace::arrivals).sum())
        .isEqualTo(IntStream.range(0, LiveLoad.ROUND_SECONDS).map(LiveLoad.CLAIMS::arrivals).sum());
    assertThat(trace.arrivals(LiveLoad.ROUND_SECONDS)).isZero();
  }
}
