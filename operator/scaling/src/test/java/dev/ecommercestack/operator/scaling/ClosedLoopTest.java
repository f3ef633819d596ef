package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user would see over hours, in a workload that is simulated second by second. */
class ClosedLoopTest {
  @Test
  void aFlashSaleIsAnsweredByOneStepAndForgottenByOne() {
    ClosedLoop loop = new ClosedLoop();
    loop.arrivals = second -> second >= 900 && second < 1200 ? 450 : 40;
    loop.run(3600);
    assertThat(loop.ups()).isEqualTo(1);
    assertThat(loop.actions).hasSize(2);
    assertThat(loop.secondsOver).isZero();
    assertThat(loop.last().desired()).isEqualTo(1);
  }

  @Test
  void aRampIsClimbedInFewSteps() {
    ClosedLoop loop = new ClosedLoop();
    loop.arrivals = second -> Math.min(450, 30 + Math.max(0, second - 300) * 0.2);
    loop.run(3600);
    assertThat(loop.actions).hasSizeLessThanOrEqualTo(6);
    assertThat(loop.secondsOver).isZero();
    assertThat(loop.last().desired()).isEqualTo(12);
  }

  @Test
  void trafficThatStaysAwayForAMomentDoesNotMoveThePods() {
    ClosedLoop loop = new ClosedLoop();
    loop.arrivals = second -> second % 120 < 80 ? 420 : 20;
    loop.run(7200);
    assertThat(loop.actions).hasSizeLessThanOrEqualTo(6);
    assertThat(loop.secondsOver).isZero();
  }

  @Test
  void aHotPartitionDoesNotDriveThePodsUp() {
    ClosedLoop loop = new ClosedLoop();
    loop.shares = new double[12];
    java.util.Arrays.fill(loop.shares, 0.01);
    loop.shares[3] = 0.89;
    loop.arrivals = second -> second > 600 && second < 1800 ? 150 : 40;
    loop.run(2400);
    assertThat(loop.decisions).allSatisfy(it -> assertThat(it.desired()).isLessThanOrEqualTo(3));
    assertThat(loop.last().limitedBy()).get().extracting("by").isEqualTo(LimitedBy.HOT_PARTITION);
  }

  @Test
  void aHotPartitionAmongBusyOnesGetsAPodThatReadsLittleElse() {
    ClosedLoop loop = new ClosedLoop();
    loop.shares = new double[12];
    java.util.Arrays.fill(loop.shares, 0.3 / 11);
    loop.shares[3] = 0.7;
    loop.arrivals = second -> second > 600 && second < 1800 ? 150 : 40;
    loop.run(2400);
    assertThat(loop.ups()).isLessThanOrEqualTo(2);
    assertThat(loop.decisions)
        .allSatisfy(it -> assertThat(it.desired()).isLessThanOrEqualTo(6))
        .anySatisfy(it -> assertThat(it.desired()).isGreaterThan(3));
    assertThat(loop.last().limitedBy()).get().extracting("by").isEqualTo(LimitedBy.HOT_PARTITION);
  }

  @Test
  void aBottleneckBehindThePodsIsNamed() {
    ClosedLoop loop = new ClosedLoop();
    loop.downstream = 150;
    loop.arrivals = second -> second > 600 && second < 2400 ? 300 : 40;
    loop.run(1200);
    assertThat(loop.last().limitedBy()).get().extracting("by").isEqualTo(LimitedBy.DOWNSTREAM);
    assertThat(loop.actions).hasSize(1);
  }

  @Test
  void podsThatWereSlowForAWhileAreNotTakenForSlowForEver() {
    ClosedLoop loop = new ClosedLoop();
    loop.arrivals = second -> 150;
    loop.slowdown = second -> second > 600 && second < 1200 ? 0.4 : 1;
    loop.run(5 * 3600);
    assertThat(loop.last().desired()).as("12 while they were slow").isLessThanOrEqualTo(6);
    assertThat(loop.secondsOver).isZero();
  }

  @Test
  void historyStaysSmall() {
    ClosedLoop loop = new ClosedLoop();
    loop.look = 1;
    loop.arrivals = second -> second % 1200 < 600 ? 420 : 20;
    loop.run(3 * 3600);
    History history = loop.last().next();
    assertThat(history.queues()).hasSize(1);
    assertThat(history.queues().getFirst().parts()).hasSize(12);
    assertThat(history.needs().needs()).hasSizeLessThanOrEqualTo(12);
    assertThat(history.actions()).hasSizeLessThanOrEqualTo(30);
    assertThat(history.lastScaleTime()).isPresent();
  }

  @Test
  void aLookEveryQuarterOfAMinuteSuffices() {
    ClosedLoop loop = new ClosedLoop();
    loop.look = 15;
    loop.arrivals = second -> second >= 900 && second < 1200 ? 450 : 40;
    loop.policy = Policy.of(1, 12, Duration.ofSeconds(60), 100);
    loop.run(3600);
    assertThat(loop.secondsOver).isZero();
    assertThat(loop.actions).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void consumersThatStoppedBehindReadyPodsAreNamedAndNotScaledInto() {
    ClosedLoop loop = new ClosedLoop();
    loop.dead = second -> second >= 600 && second < 1500;
    loop.run(1500);
    int before = loop.decisions.get(119).desired();
    assertThat(loop.decisions.subList(120, 300))
        .allSatisfy(it -> assertThat(it.desired()).isEqualTo(before));
    assertThat(loop.decisions.subList(135, 300))
        .allSatisfy(
            it ->
                assertThat(it.limitedBy())
                    .get()
                    .extracting("by")
                    .isEqualTo(LimitedBy.STALLED_CONSUMER));
    assertThat(loop.decisions.get(125).limitedBy()).isEmpty();
    assertThat(loop.last().reason())
        .contains(
            "No consumer reads queue though pods are ready, and nothing was handled for 15 min: "
                + "more pods would not help");
    loop.run(3600);
    assertThat(loop.last().limitedBy()).as("when they read again").isEmpty();
    assertThat(loop.last().desired()).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {6, 10, 15})
  void messagesThatBecomeManyTimesSlowerAreNoBottleneckBehindThePods(double times) {
    ClosedLoop loop = new ClosedLoop();
    loop.shares = ClosedLoop.even(24);
    loop.policy = Policy.of(1, 24, Duration.ofSeconds(60), 100);
    loop.arrivals = second -> 60;
    loop.slowdown = second -> second < 3600 ? 1 : 1 / times;
    loop.run(5400);
    assertThat(loop.secondsOver).isZero();
    assertThat(loop.decisions)
        .allSatisfy(
            it ->
                assertThat(it.limitedBy().map(Decision.Limit::by))
                    .isNotEqualTo(Optional.of(LimitedBy.DOWNSTREAM)));
  }

  @Test
  void jobsOfAMinuteAreInTimeAndTheirConsumersAreNotCalledStalled() {
    ClosedLoop loop = new ClosedLoop();
    loop.service = 1 / 60.0;
    loop.arrivals = second -> 0.06;
    loop.policy = Policy.of(1, 12, Duration.ofSeconds(1200), 100);
    loop.run(3 * 3600);
    assertThat(loop.secondsOver).isZero();
    assertThat(loop.decisions)
        .allSatisfy(
            it ->
                assertThat(it.limitedBy().map(Decision.Limit::by))
                    .isNotEqualTo(Optional.of(LimitedBy.STALLED_CONSUMER)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.5, 1, 2, 5, 10, 20, 60, 120})
  void theSpeedOfPodsIsRightHoweverLongAJobTakes(double seconds) {
    ClosedLoop loop = new ClosedLoop();
    loop.service = 1 / seconds;
    loop.arrivals = second -> 3.6 / seconds;
    loop.policy =
        Policy.of(1, 12, Duration.ofMillis((long) Math.max(60_000, 20_000 * seconds)), 100);
    loop.run((int) Math.max(6000, 100 * seconds));
    double mean =
        loop.decisions.stream()
            .skip(loop.decisions.size() / 6)
            .mapToDouble(it -> it.numbers().servicePerReplica().orElseThrow())
            .average()
            .orElseThrow();
    assertThat(mean * seconds).isCloseTo(1, within(0.2));
    assertThat(loop.secondsOver).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void podsThatHangAreNotScaledIntoAndNotTakenForSlow(int hanging) {
    ClosedLoop loop = new ClosedLoop();
    loop.hung = (second, pod) -> second >= 1200 && second < 1800 && pod < hanging;
    loop.run(1800);
    assertThat(loop.decisions.get(239).desired()).isEqualTo(3);
    assertThat(loop.decisions.subList(240, 360))
        .allSatisfy(
            it -> {
              assertThat(it.desired()).isEqualTo(3);
              assertThat(it.numbers().servicePerReplica()).hasValueCloseTo(50.0, within(2.5));
            });
    assertThat(loop.last().limitedBy())
        .get()
        .extracting("by")
        .isEqualTo(LimitedBy.STALLED_CONSUMER);
  }

  @Test
  void podsThatReadWithoutBeingReadyMakeTheOthersNoFaster() {
    ClosedLoop loop = new ClosedLoop();
    loop.arrivals = second -> second < 3600 ? 250 : 290;
    loop.notReady = second -> second >= 3600 && second < 3750 ? 4 : 0;
    loop.run(5400);
    assertThat(loop.decisions.subList(720, 1080))
        .allSatisfy(
            it -> {
              assertThat(it.desired()).isEqualTo(6);
              assertThat(it.numbers().servicePerReplica()).hasValueCloseTo(50.0, within(2.5));
            });
  }

  @Test
  void aHangOfAQuarterOfAnHourIsNotScaledIntoStepByStep() {
    ClosedLoop loop = new ClosedLoop();
    loop.arrivals = second -> 150;
    loop.hung = (second, pod) -> second >= 1200 && second < 2100;
    loop.run(2100);
    int before = loop.decisions.get(239).desired();
    assertThat(loop.decisions.subList(240, 420))
        .allSatisfy(it -> assertThat(it.desired()).isLessThanOrEqualTo(2 * before));
  }
}
