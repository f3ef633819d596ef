package dev.ecommercestack.bench.scaling.keda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.bench.scaling.keda.Behavior.Policy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HorizontalPodAutoscalerTest {
  private static final int TARGET = 10;

  @Test
  void byDefaultTheLadderIsTheDoubleOrFourMore() {
    assertThat(ladder(Behavior.DEFAULT, 1, 1000)).startsWith(1, 5, 10, 20, 40, 80, 100);
  }

  @Test
  void byDoublingAloneTheLadderIsOneTwoFourEight() {
    Behavior doubling =
        new Behavior(List.of(Policy.percent(100, 15)), Behavior.DEFAULT.down(), 300);
    assertThat(ladder(doubling, 1, 1000)).startsWith(1, 2, 4, 8, 16, 32, 64, 100);
  }

  private static List<Integer> ladder(Behavior behavior, int start, long metric) {
    HorizontalPodAutoscaler autoscaler = new HorizontalPodAutoscaler(behavior, TARGET, 1, 100);
    List<Integer> steps = new ArrayList<>(List.of(start));
    for (int second = 0; second < 150; second += HorizontalPodAutoscaler.SYNC_SECONDS) {
      steps.add(autoscaler.sync(second, steps.getLast(), metric));
    }
    return steps;
  }

  @Test
  void allPodsGoAtOnceWhenTheWindowOfFiveMinutesIsOver() {
    HorizontalPodAutoscaler autoscaler =
        new HorizontalPodAutoscaler(Behavior.DEFAULT, TARGET, 1, 100);
    assertThat(autoscaler.sync(0, 50, 500)).isEqualTo(50);
    for (int second = 15; second < 300; second += 15) {
      assertThat(autoscaler.sync(second, 50, 0)).as("second %d", second).isEqualTo(50);
    }
    assertThat(autoscaler.sync(300, 50, 0)).isEqualTo(1);
  }

  @Test
  void aPolicyOfOnePodAMinuteTakesOnePodAMinute() {
    Behavior slow = new Behavior(Behavior.DEFAULT.up(), List.of(Policy.pods(1, 60)), 0);
    HorizontalPodAutoscaler autoscaler = new HorizontalPodAutoscaler(slow, TARGET, 1, 100);
    int replicas = 10;
    for (int second = 0; second < 180; second += 15) {
      replicas = autoscaler.sync(second, replicas, 0);
    }
    assertThat(replicas).isEqualTo(7);
  }

  @ParameterizedTest(name = "{0} replicas and a metric of {1}: {2}")
  @CsvSource({"10, 109, 10", "10, 110, 10", "10, 111, 12", "10, 90, 10", "1, 10, 1", "1, 12, 2"})
  void withinTenPerCentOfTheTargetNothingMoves(int current, long metric, int expected) {
    HorizontalPodAutoscaler autoscaler =
        new HorizontalPodAutoscaler(Behavior.DEFAULT, TARGET, 1, 100);
    assertThat(autoscaler.sync(0, current, metric)).isEqualTo(expected);
  }
}
