package dev.ecommercestack.bench.scaling.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.bench.scaling.keda.Keda;
import dev.ecommercestack.bench.scaling.keda.KedaSettings;
import dev.ecommercestack.bench.scaling.scaler.DrainTime;
import dev.ecommercestack.bench.scaling.scaler.Scaler;
import dev.ecommercestack.bench.scaling.sim.Trace.Outage;
import dev.ecommercestack.bench.scaling.sim.Trace.Severity;
import dev.ecommercestack.bench.scaling.sim.Workload.Goal;
import dev.ecommercestack.bench.scaling.sim.Workload.Kafka;
import dev.ecommercestack.bench.scaling.sim.Workload.Pods;
import dev.ecommercestack.bench.scaling.sim.Workload.Rabbit;
import dev.ecommercestack.bench.scaling.sim.Workload.WarmUp;
import dev.ecommercestack.bench.scaling.trace.GeneratedTraces;
import dev.ecommercestack.bench.scaling.trace.HardCases;
import dev.ecommercestack.bench.scaling.trace.Traces;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
  private static final Workload KAFKA =
      new Workload(new Kafka(4, 5, 3), new Goal(30, 1, 4), new Pods(10, 20, 0));
  private static final Workload RABBIT =
      new Workload(new Rabbit(5), new Goal(30, 1, 4), new Pods(10, 20, 0));

  static Stream<Trace> traces() {
    return Stream.of(Traces.named(), GeneratedTraces.of(7, 10), HardCases.of(7))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("traces")
  void losesAndInventsNoMessage(Trace trace) {
    long sent = 0;
    for (int t = 0; t < trace.seconds(); t++) {
      sent += trace.arrivals(t);
    }
    KedaSettings settings = KedaSettings.defaults(trace.workload());
    for (Scaler scaler : List.of(new DrainTime(trace), new Keda(settings, trace), restless())) {
      Run run = Simulation.play(trace, scaler);
      long left = run.waiting()[trace.seconds() - 1];
      assertThat(run.handled() + left).as(trace.name()).isEqualTo(run.arrived()).isEqualTo(sent);
    }
  }

  /** Asks for another number every 7 seconds, so that pods leave while they start and work. */
  private static Scaler restless() {
    return view -> view.second() % 7 == 0 ? 1 + view.second() * 31 % 5 : view.desired();
  }

  @ParameterizedTest
  @MethodSource("traces")
  void playsTheSameTwice(Trace trace) {
    Run once = Simulation.play(trace, new DrainTime(trace));
    Run again = Simulation.play(trace, new DrainTime(trace));
    assertThat(again.score()).isEqualTo(once.score());
    assertThat(again.waiting()).isEqualTo(once.waiting());
  }

  @Test
  void aPodThatKeepsUpLeavesNothingWaiting() {
    for (Workload workload : List.of(KAFKA, RABBIT)) {
      Trace trace = TestTraces.even(workload, 600, 10 / workload.broker().lanes());
      Run run = Simulation.play(trace, fixed(1));
      assertThat(run.score()).isEqualTo(new Score(0, 600, 0, 0));
      assertThat(run.waiting()).containsOnly(0);
    }
  }

  @Test
  void aPodWithTwiceItsLoadFallsBehindByHalf() {
    Run kafka = Simulation.play(TestTraces.even(KAFKA, 600, 5), fixed(1));
    Run rabbit = Simulation.play(TestTraces.even(RABBIT, 600, 20), fixed(1));
    for (Run run : List.of(kafka, rabbit)) {
      assertThat(run.waiting()[599]).isEqualTo(6000);
      assertThat(run.score().oldestAge()).isBetween(298, 302);
      // The oldest of t seconds waits t/2, so it is over 30 s from second 61 or so on.
      assertThat(run.score().secondsOver()).isBetween(535, 541);
    }
  }

  @Test
  void aJobOfSecondsIsInHandForAsLong() {
    Pods slow = new Pods(0.1, 20, 0);
    Workload kafka = new Workload(new Kafka(1, 1, 3), new Goal(30, 1, 4), slow);
    Workload rabbit = new Workload(new Rabbit(1), new Goal(30, 1, 4), slow);
    for (Workload workload : List.of(kafka, rabbit)) {
      Trace trace = TestTraces.even(workload, 60, 0);
      trace.arrivals()[17][0] = 1;
      trace.arrivals()[45][0] = 1;
      Run run = Simulation.play(trace, fixed(1));
      assertThat(run.score().oldestAge()).isBetween(9, 10);
      assertThat(run.handled()).isEqualTo(2);
    }
  }

  @Test
  void noPartitionIsLeftOutForLongByAConsumerOfLongJobs() {
    Workload workload = new Workload(new Kafka(4, 1, 3), new Goal(60, 1, 4), new Pods(0.1, 20, 0));
    Trace trace = TestTraces.even(workload, 400, 0);
    for (int t = 0; t < 360; t += 40) {
      Arrays.fill(trace.arrivals()[t], 1);
    }
    assertThat(Simulation.play(trace, fixed(1)).score().oldestAge()).isLessThanOrEqualTo(50);
  }

  @Test
  void aFreshPodIsColdThenRisesThenIsWarm() {
    for (Workload workload : List.of(KAFKA, RABBIT)) {
      Workload cold = workload.withWarmUp(new WarmUp(0.2, 30, 20));
      Trace trace = TestTraces.even(cold, 300, 40);
      long[] handled = handledBySecond(trace, view -> view.second() < 50 ? 1 : 2);
      int ready = second(handled, 12);
      assertThat(ready).isBetween(66, 80);
      assertThat(handled[ready + 25]).isEqualTo(12);
      assertThat(handled[ready + 40]).isBetween(15L, 18L);
      assertThat(handled[ready + 60]).isEqualTo(20);
    }
  }

  private static int second(long[] handled, long count) {
    for (int t = 0; t < handled.length; t++) {
      if (handled[t] == count) {
        return t;
      }
    }
    throw new AssertionError("never " + count + " in a second");
  }

  private static long[] handledBySecond(Trace trace, Scaler scaler) {
    long[] waiting = Simulation.play(trace, scaler).waiting();
    long[] handled = new long[waiting.length];
    for (int t = 1; t < waiting.length; t++) {
      handled[t] = waiting[t - 1] + trace.arrivals(t) - waiting[t];
    }
    return handled;
  }

  @Test
  void morePodsThanPartitionsDoNotHelp() {
    Workload two = new Workload(new Kafka(2, 5, 3), new Goal(30, 4, 4), new Pods(10, 20, 0));
    Run run = Simulation.play(TestTraces.even(two, 100, 20), fixed(4));
    assertThat(run.handled()).isEqualTo(2 * 10 * 100);
  }

  @Test
  void aHotPartitionIsHandledByOnePodAlone() {
    long[][] arrivals = TestTraces.even(KAFKA, 100, 0).arrivals();
    for (long[] second : arrivals) {
      second[2] = 30;
    }
    Workload four = new Workload(KAFKA.broker(), new Goal(30, 4, 4), KAFKA.pods());
    Trace even = TestTraces.even(four, 100, 0);
    Trace hot = new Trace("hot", "", four, arrivals, even.pace(), List.of(), 1);
    assertThat(Simulation.play(hot, fixed(4)).handled()).isEqualTo(10 * 100);
  }

  @Test
  void aChangeOfMembersStopsTheWholeGroupOfKafkaAndNobodyOfRabbit() {
    Goal goal = new Goal(30, 2, 4);
    Trace kafka = TestTraces.even(new Workload(KAFKA.broker(), goal, KAFKA.pods()), 100, 5);
    Trace rabbit = TestTraces.even(new Workload(RABBIT.broker(), goal, RABBIT.pods()), 100, 20);
    Scaler up = view -> view.second() < 10 ? 2 : 3;
    assertThat(handledWhilePodsStart(kafka, up)).isEqualTo(100 * 20 - 3 * 20);
    assertThat(handledWhilePodsStart(rabbit, up)).isEqualTo(100 * 20);
  }

  /** The third pod has nothing to do: what is handled shows the pause only while it lasts. */
  private static long handledWhilePodsStart(Trace trace, Scaler scaler) {
    Run run = Simulation.play(trace, scaler);
    long most = 0;
    for (long waiting : run.waiting()) {
      most = Math.max(most, waiting);
    }
    return 100 * 20 - most;
  }

  @Test
  void whatLimitsAllPodsLimitsThemTogether() {
    for (Workload workload : List.of(KAFKA, RABBIT)) {
      Workload limited =
          new Workload(workload.broker(), new Goal(30, 4, 4), workload.pods())
              .withDownstreamLimit(15);
      for (int arriving : new int[] {20, 40, 60}) {
        Trace trace = TestTraces.even(limited, 200, arriving / workload.broker().lanes());
        assertThat(Simulation.play(trace, fixed(4)).handled()).isBetween(14L * 200, 15L * 200);
      }
    }
  }

  @Test
  void aBrokerThatIsDownCanNeitherBeReadNorConsumed() {
    Outage outage = new Outage(Severity.DOWN, 50, 80);
    Trace trace = TestTraces.of(KAFKA, 100, 2, List.of(outage));
    Run run =
        Simulation.play(
            trace,
            view -> {
              boolean inside = 50 <= view.second() && view.second() < 80;
              assertThat(view.read() instanceof Reading.Unknown).isEqualTo(inside);
              return 1;
            });
    assertThat(run.handled()).isEqualTo(8L * (100 - 30));
  }

  @Test
  void aBrokerThatIsOnlyUnreadableIsConsumedOn() {
    Outage outage = new Outage(Severity.BLIND, 50, 80);
    Run run = Simulation.play(TestTraces.of(KAFKA, 100, 2, List.of(outage)), fixed(1));
    assertThat(run.handled()).isEqualTo(8L * 100);
  }

  @Test
  void offsetsAreSeenAsLateAsTheyAreCommitted() {
    Trace trace = TestTraces.even(KAFKA, 100, 2);
    Simulation.play(
        trace,
        view -> {
          if (view.second() > 10 && view.read() instanceof Reading.Offsets offsets) {
            assertThat(offsets.lag()).isBetween(0L, 5L * 8);
          }
          return 1;
        });
  }

  @Test
  void unacknowledgedMessagesAreAtMostThePrefetchOfEveryPod() {
    Simulation.play(
        TestTraces.even(RABBIT, 200, 40),
        view -> {
          if (view.read() instanceof Reading.Depth depth) {
            assertThat(depth.unacknowledged()).isLessThanOrEqualTo(5L * 3);
          }
          return view.second() < 50 ? 1 : 3;
        });
  }

  @Test
  void podsAreRoomThatIsPaidForWhileTheyStartAndWhileTheyLeave() {
    Run run =
        Simulation.play(
            TestTraces.even(KAFKA, 100, 0),
            view -> view.second() == 10 ? 2 : view.second() == 11 ? 1 : view.desired());
    assertThat(run.score().actions()).isEqualTo(2);
    assertThat(run.score().replicaSeconds()).isBetween(102L, 104L);
  }

  @Test
  void aScalerThatLeavesTheBoundsIsNamed() {
    assertThatThrownBy(() -> Simulation.play(TestTraces.even(KAFKA, 10, 0), fixed(5)))
        .hasMessage("test, second 0: a scaler asked for 5 replicas, outside of 1 to 4");
  }

  private static Scaler fixed(int replicas) {
    return view -> replicas;
  }
}
