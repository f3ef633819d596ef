package dev.ecommercestack.bench.scaling.keda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.bench.scaling.keda.KedaSettings.Steps;
import dev.ecommercestack.bench.scaling.sim.Reading;
import dev.ecommercestack.bench.scaling.sim.TestTraces;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.View;
import dev.ecommercestack.bench.scaling.sim.Workload;
import dev.ecommercestack.bench.scaling.sim.Workload.Goal;
import dev.ecommercestack.bench.scaling.sim.Workload.Kafka;
import dev.ecommercestack.bench.scaling.sim.Workload.Pods;
import dev.ecommercestack.bench.scaling.sim.Workload.Rabbit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked examples from KEDA's issues; the number in a comment is the issue's. */
class KedaTest {
  private static final Pods PODS = new Pods(7, 20, 0);

  private int desired;

  // #4791 stopped at 22 of 24; #2908 below 64 partitions
  @ParameterizedTest(name = "{0} partitions: {1} replicas stay {2}")
  @CsvSource({"24, 22, 22", "24, 23, 23", "24, 21, 24", "64, 59, 59", "64, 58, 64", "10, 9, 10"})
  void withinTenPerCentOfThePartitionsItNeverGetsThere(int partitions, int now, int after) {
    desired = now;
    Keda keda = kafka(partitions, 1, 10);
    for (int second = 0; second < 120; second++) {
      desired = keda.replicas(view(second, offsets(each(partitions, 1_000_000))));
    }
    assertThat(desired).isEqualTo(after);
  }

  // #4483: the cap is an integer division, so a lag of 29 over 5 * 5 passes it
  @ParameterizedTest(name = "a lag of {0} asks for {1}")
  @CsvSource({"25, 5", "29, 6", "30, 5", "1000, 5"})
  void oneMoreThanPartitions(long lag, int expected) {
    desired = 3;
    Keda keda = kafka(5, 1, 5);
    for (int second = 0; second < 60; second++) {
      desired = keda.replicas(view(second, offsets(lag, 0, 0, 0, 0)));
    }
    assertThat(desired).isEqualTo(expected);
  }

  // #7770: the step to zero is KEDA's, so the autoscaler's policy for scaling down has no say
  @Test
  void manyToNoneDirectly() {
    Behavior onePodAMinute =
        new Behavior(Behavior.DEFAULT.up(), List.of(Behavior.Policy.pods(1, 60)), 0);
    Trace trace = TestTraces.even(new Workload(new Kafka(24, 5, 3), goal(0), PODS), 10, 0);
    Keda keda = new Keda(new KedaSettings(10, Steps.ANY, 30, 300, onePodAMinute), trace);
    desired = 20;
    int before = desired;
    for (int second = 0; desired > 0 && second < 1000; second++) {
      before = desired;
      desired = keda.replicas(view(second, offsets(each(24, second < 60 ? 8 : 0))));
    }
    assertThat(desired).isZero();
    assertThat(before).isEqualTo(14);
  }

  @Test
  void fromNoneItIsWokenAtThePollAndNotAtTheSync() {
    Keda keda = kafka(24, 0, 10);
    desired = 0;
    int woken = -1;
    for (int second = 0; second < 60 && woken < 0; second++) {
      desired = keda.replicas(view(second, offsets(each(20, 250))));
      woken = desired > 0 ? second : -1;
    }
    assertThat(woken).isBetween(0, 30);
    assertThat(desired).isBetween(1, 5);
  }

  // #1850 and later: an error changes nothing
  @Test
  void aBrokerThatDoesNotAnswerChangesNothing() {
    Keda keda = kafka(24, 0, 10);
    desired = 7;
    for (int second = 0; second < 1000; second++) {
      desired = keda.replicas(view(second, new Reading.Unknown()));
    }
    assertThat(desired).isEqualTo(7);
  }

  @Test
  void aQueueCountsWhatIsUnacknowledgedToo() {
    Trace trace = TestTraces.even(new Workload(new Rabbit(50), goal(1), PODS), 10, 0);
    Keda keda = new Keda(KedaSettings.defaults(trace.workload()), trace);
    desired = 1;
    for (int second = 0; second < 60; second++) {
      desired = keda.replicas(view(second, new Reading.Depth(0, 100, 100, 0, 2)));
    }
    assertThat(desired).isEqualTo(5);
  }

  @Test
  void ofPartitionsOnlyThoseWithLagCountWhereAskedFor() {
    Trace trace = TestTraces.even(new Workload(new Kafka(12, 5, 3), goal(1), PODS), 10, 0);
    Keda keda = new Keda(new KedaSettings(10, Steps.WITH_LAG, 30, 300, Behavior.DEFAULT), trace);
    desired = 1;
    for (int second = 0; second < 60; second++) {
      desired = keda.replicas(view(second, offsets(0, 9000, 0, 9000, 9000, 0)));
    }
    assertThat(desired).isEqualTo(3);
  }

  @ParameterizedTest(name = "of 24 partitions, a lag of {0} asks for {1}")
  @CsvSource({"15, 2", "35, 4", "90, 12", "125, 24", "9000, 24"})
  void whereAskedForOnlyDivisorsOfThePartitions(long lag, int expected) {
    Trace trace = TestTraces.even(new Workload(new Kafka(24, 5, 3), goal(1), PODS), 10, 0);
    Keda keda = new Keda(new KedaSettings(10, Steps.EVEN, 30, 300, Behavior.DEFAULT), trace);
    desired = 1;
    long[] all = each(24, 0);
    all[3] = lag;
    for (int second = 0; second < 60; second++) {
      desired = keda.replicas(view(second, offsets(all)));
    }
    assertThat(desired).isEqualTo(expected);
  }

  @Test
  void theDefaultsArePartOfTheGrid() {
    for (int min : new int[] {0, 1}) {
      Workload workload = new Workload(new Kafka(12, 5, 3), goal(min), PODS);
      assertThat(KedaSettings.grid(workload))
          .contains(KedaSettings.defaults(workload))
          .doesNotHaveDuplicates()
          .hasSizeGreaterThan(400);
    }
  }

  private static Goal goal(int min) {
    return new Goal(30, min, 100);
  }

  private static Keda kafka(int partitions, int min, int lagThreshold) {
    Workload workload = new Workload(new Kafka(partitions, 5, 3), goal(min), PODS);
    return new Keda(
        new KedaSettings(lagThreshold, Steps.ANY, 30, 300, Behavior.DEFAULT),
        TestTraces.even(workload, 10, 0));
  }

  private static Reading offsets(long... lag) {
    return new Reading.Offsets(lag, new long[lag.length], 1, false);
  }

  private static long[] each(int partitions, long lag) {
    long[] all = new long[partitions];
    Arrays.fill(all, lag);
    return all;
  }

  private View view(int second, Reading reading) {
    int now = desired;
    return new View() {
      @Override
      public int second() {
        return second;
      }

      @Override
      public int desired() {
        return now;
      }

      @Override
      public int ready() {
        return now;
      }

      @Override
      public Reading read() {
        return reading;
      }
    };
  }
}
