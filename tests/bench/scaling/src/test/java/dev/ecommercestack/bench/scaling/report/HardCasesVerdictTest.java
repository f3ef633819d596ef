package dev.ecommercestack.bench.scaling.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ecommercestack.bench.scaling.keda.Keda;
import dev.ecommercestack.bench.scaling.keda.KedaSettings;
import dev.ecommercestack.bench.scaling.scaler.DrainTime;
import dev.ecommercestack.bench.scaling.sim.Run;
import dev.ecommercestack.bench.scaling.sim.Score;
import dev.ecommercestack.bench.scaling.sim.Simulation;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.operator.scaling.LimitedBy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is asked of the operator's scaler in the hard cases, each drawn several times. What it does
 * not keep yet is named here and in docs/scaling/benchmark.md, and skipped; a name goes when the
 * algorithm is mended.
 */
class HardCasesVerdictTest {
  /** Later than KEDA's defaults. */
  private static final Set<String> LATER_YET =
      Set.of("bursts-1m-rabbit", "bursts-5m-kafka", "bursts-5m-rabbit", "cold-kafka");

  /** More pods than there is a reason for. */
  private static final Set<String> MORE_PODS_YET = Set.of("jobs-15s-kafka", "jobs-60s-kafka");

  /** More moves than there is a reason for. */
  private static final Set<String> MORE_MOVES_YET =
      Set.of(
          "jobs-15s-kafka",
          "jobs-15s-rabbit",
          "jobs-60s-rabbit",
          "half-day-kafka",
          "half-day-rabbit");

  /** Names a limit that is none, or does not name the one that is. */
  private static final Set<String> FALSE_LIMIT_YET = Set.of("cold-rabbit");

  private static final double MOVES_PER_HOUR = 10;
  private static final int HANG_FROM = 1200;
  private static final int HANG_TO = 2100;

  /** One draw of a case, played for both. */
  private record Played(Trace trace, Run ours, Run defaults, Set<LimitedBy> limits) {
    static Played of(Trace trace) {
      Set<LimitedBy> limits = EnumSet.noneOf(LimitedBy.class);
      DrainTime ours =
          new DrainTime(
              trace,
              DrainTime.INTERVAL_SECONDS,
              decision -> decision.limitedBy().ifPresent(limit -> limits.add(limit.by())));
      Keda keda = new Keda(KedaSettings.defaults(trace.workload()), trace);
      return new Played(trace, Simulation.play(trace, ours), Simulation.play(trace, keda), limits);
    }

    int drainSeconds() {
      return trace.workload().goal().drainSeconds();
    }

    /** Pod-seconds that its messages keep pods busy. */
    double work() {
      return ours.handled() / trace.workload().pods().serviceRate();
    }
  }

  /** A case with its draws. */
  private record Case(String name, List<Played> draws) {
    boolean isHang() {
      return name.startsWith("hang");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Case> CASES =
      Report.hardCases().entrySet().stream()
          .map(each -> new Case(each.getKey(), played(each.getValue())))
          .toList();

  private static List<Played> played(List<Trace> draws) {
    return draws.parallelStream().map(Played::of).toList();
  }

  static List<Case> all() {
    return CASES;
  }

  static Stream<Case> hangs() {
    return CASES.stream().filter(Case::isHang);
  }

  static Stream<Case> halfDays() {
    return CASES.stream().filter(each -> each.name().startsWith("half-day"));
  }

  static Stream<Case> jobs() {
    return CASES.stream().filter(each -> each.name().startsWith("jobs"));
  }

  /**
   * A hang is the exception: nobody is in time while nothing is handled, and who keeps all
   * permitted pods waiting for its end is done a little earlier. That is not what pods are paid
   * for, so up to a drain time is granted.
   */
  @ParameterizedTest
  @MethodSource("all")
  void notLaterThanTheDefaultsInSumAndByADrainTimeInNoDraw(Case hard) {
    assumeThat(hard.name()).isNotIn(LATER_YET);
    Score ours = Score.NONE;
    Score defaults = Score.NONE;
    for (Played draw : hard.draws()) {
      ours = ours.plus(draw.ours().score());
      defaults = defaults.plus(draw.defaults().score());
      assertThat(draw.ours().score().secondsOver())
          .as(hard.name())
          .isLessThanOrEqualTo(draw.defaults().score().secondsOver() + draw.drainSeconds());
    }
    if (!hard.isHang()) {
      assertThat(ours.secondsOver()).as(hard.name()).isLessThanOrEqualTo(defaults.secondsOver());
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void longJobsGetAtMostTwiceThePodsThatTheyKeepBusy(Case hard) {
    assumeThat(hard.name()).isNotIn(MORE_PODS_YET);
    for (Played draw : hard.draws()) {
      assertThat((double) draw.ours().score().replicaSeconds())
          .as(hard.name())
          .isLessThan(2 * draw.work());
    }
  }

  @ParameterizedTest
  @MethodSource("hangs")
  void noPodsAreAddedForConsumersThatHang(Case hard) {
    assumeThat(hard.name()).isNotIn(MORE_PODS_YET);
    for (Played draw : hard.draws()) {
      int[] replicas = draw.ours().replicas();
      int inIt = Arrays.stream(replicas, HANG_FROM, HANG_TO).max().orElseThrow();
      assertThat(inIt).as(hard.name()).isLessThanOrEqualTo(2 * replicas[HANG_FROM - 1]);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void movesAreFewOrFewerThanTheDefaultsMake(Case hard) {
    assumeThat(hard.name()).isNotIn(MORE_MOVES_YET);
    for (Played draw : hard.draws()) {
      double few = MOVES_PER_HOUR * draw.trace().seconds() / 3600;
      assertThat((double) draw.ours().score().actions())
          .as(hard.name())
          .isLessThanOrEqualTo(Math.max(few, draw.defaults().score().actions()));
    }
  }

  @ParameterizedTest
  @MethodSource("halfDays")
  void aSteadyLoadMovesNoPodMoreThanOnceAnHour(Case hard) {
    assumeThat(hard.name()).isNotIn(MORE_MOVES_YET);
    for (Played draw : hard.draws()) {
      assertThat(draw.ours().score().actions())
          .as(hard.name())
          .isLessThanOrEqualTo(draw.trace().seconds() / 3600);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aStalledConsumerIsNamedWhereOneIsAndNothingBehindThePodsIsBlamed(Case hard) {
    assumeThat(hard.name()).isNotIn(FALSE_LIMIT_YET);
    for (Played draw : hard.draws()) {
      assertThat(draw.limits()).as(hard.name()).doesNotContain(LimitedBy.DOWNSTREAM);
      assertThat(draw.limits().contains(LimitedBy.STALLED_CONSUMER))
          .as(hard.name())
          .isEqualTo(hard.isHang());
    }
  }
}
