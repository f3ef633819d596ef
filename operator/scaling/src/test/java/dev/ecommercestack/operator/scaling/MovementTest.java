package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MovementTest {
  private static final Instant AT = Looks.START;
  private static final double BUSY_SECONDS = 4;

  private static List<Lane> lanes(long[] in, long[] waiting, int[] members) {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < in.length; i++) {
      lanes.add(new Lane(i, in[i], -Double.MAX_VALUE, waiting[i], waiting[i], members[i]));
    }
    return lanes;
  }

  private static Movement movement(
      List<Lane> before, List<Lane> after, double rateBefore, int pods, int seconds) {
    return movement(ServiceRate.UNKNOWN, before, after, rateBefore, pods, seconds);
  }

  private static Movement movement(
      ServiceRate service,
      List<Lane> before,
      List<Lane> after,
      double rateBefore,
      int pods,
      int seconds) {
    return movement(service, before, after, rateBefore, pods, seconds, false);
  }

  private static Movement movement(
      ServiceRate service,
      List<Lane> before,
      List<Lane> after,
      double rateBefore,
      int pods,
      int seconds,
      boolean idle) {
    List<Lane.Mark> marks =
        before.stream().map(it -> new Lane.Mark(it, rateBefore, rateBefore, AT)).toList();
    SourceHistory queue =
        new SourceHistory(
            "claims",
            "claims-1",
            AT,
            marks,
            ArrivalRate.UNKNOWN,
            service,
            Throughput.UNKNOWN,
            -1,
            null,
            null,
            null);
    QueueView view = new QueueView("claims-1", true, true, 0, OptionalInt.empty(), after);
    return Movement.between(queue, view, AT.plusSeconds(seconds), pods, BUSY_SECONDS, idle);
  }

  private static final int[] NOBODY = {-1, -1, -1, -1};

  @Test
  void whatCameInAndDidNotStayHasLeft() {
    Movement movement =
        movement(
            lanes(new long[] {0, 0}, new long[] {50, 10}, NOBODY),
            lanes(new long[] {30, 20}, new long[] {60, 0}, NOBODY),
            Lane.UNKNOWN,
            1,
            10);
    assertThat(movement.seconds()).isEqualTo(10);
    assertThat(movement.arrived()).isEqualTo(50);
    assertThat(movement.departed()).isEqualTo(20 + 30);
    assertThat(movement.marks().getFirst().arrivalPerSecond()).isEqualTo(3);
    assertThat(movement.marks().getFirst().departurePerSecond()).isEqualTo(2);
    assertThat(movement.marks().getFirst().movedAt()).isEqualTo(AT.plusSeconds(10));
  }

  @Test
  void ratesOfALaneAreSmoothedOverAMinute() {
    Movement movement =
        movement(
            lanes(new long[] {0}, new long[] {0}, NOBODY),
            lanes(new long[] {60}, new long[] {0}, NOBODY),
            0,
            1,
            60);
    assertThat(movement.marks().getFirst().arrivalPerSecond())
        .isCloseTo(1 - Math.exp(-1), within(1e-9));
  }

  @Test
  void whilePodsCannotWorkTheTimeOfDoingNothingStandsStill() {
    List<Lane> lanes = lanes(new long[] {0}, new long[] {50}, NOBODY);
    Movement stopped = movement(ServiceRate.UNKNOWN, lanes, lanes, 1, 1, 20, true);
    assertThat(stopped.marks().getFirst().movedAt()).isEqualTo(AT.plusSeconds(20));
    List<Lane> handled = lanes(new long[] {0}, new long[] {40}, NOBODY);
    Movement moving = movement(ServiceRate.UNKNOWN, lanes, handled, 1, 1, 20, true);
    assertThat(moving.marks().getFirst().movedAt()).isEqualTo(AT.plusSeconds(20));
  }

  @Test
  void aLaneFromWhichNothingLeftKeepsItsTimeUnlessNobodyLookedForAMinute() {
    List<Lane> before = lanes(new long[] {0}, new long[] {50}, NOBODY);
    assertThat(movement(before, before, 1, 1, 60).marks().getFirst().movedAt()).isEqualTo(AT);
    assertThat(movement(before, before, 1, 1, 61).marks().getFirst().movedAt())
        .isEqualTo(AT.plusSeconds(61));
  }

  @Test
  void withUnknownReadersTheBusyPodsAreEstimatedFromTheBusyLanes() {
    long[] in = {0, 0, 0, 0};
    Movement all =
        movement(
            lanes(in, new long[] {900, 900, 900, 900}, NOBODY),
            lanes(in, new long[] {800, 800, 800, 800}, NOBODY),
            1,
            2,
            5);
    assertThat(all.busyPods()).isEqualTo(2);
    assertThat(all.handled()).isEqualTo(400);
    Movement half =
        movement(
            lanes(in, new long[] {900, 900, 0, 0}, NOBODY),
            lanes(in, new long[] {800, 800, 0, 0}, NOBODY),
            1,
            2,
            5);
    assertThat(half.busyPods()).as("2 (1 - 0.5^2)").isCloseTo(1.5, within(1e-9));
    Movement quarter =
        movement(
            lanes(in, new long[] {900, 0, 0, 0}, NOBODY),
            lanes(in, new long[] {800, 0, 0, 0}, NOBODY),
            1,
            2,
            5);
    assertThat(quarter.busyPods()).isZero();
  }

  @Test
  void aReaderWithOneBusyLaneIsBusyAndAllThatItHandledCounts() {
    long[] in = {0, 0, 10, 10};
    int[] members = {1, 2, 1, 2};
    Movement movement =
        movement(
            lanes(new long[] {0, 0, 0, 0}, new long[] {900, 0, 0, 0}, members),
            lanes(in, new long[] {800, 0, 0, 0}, members),
            1,
            2,
            5);
    assertThat(movement.busyPods()).isEqualTo(1);
    assertThat(movement.handled()).isEqualTo(110);
    assertThat(movement.departed()).isEqualTo(120);
  }

  @Test
  void aReaderThatChangedTellsNothing() {
    long[] in = {0, 0};
    Movement movement =
        movement(
            lanes(in, new long[] {900, 900}, new int[] {1, 1}),
            lanes(in, new long[] {800, 800}, new int[] {1, 2}),
            1,
            2,
            5);
    assertThat(movement.busyPods()).isZero();
  }

  @Test
  void aLaneIsBusyIfMoreWaitsThanAConsumerLeavesUncommitted() {
    long[] in = {0};
    int[] nobody = {-1};
    assertThat(busy(lanes(in, new long[] {180}, nobody), lanes(in, new long[] {80}, nobody)))
        .as("20/s for 4 s")
        .isEqualTo(1);
    assertThat(busy(lanes(in, new long[] {179}, nobody), lanes(in, new long[] {79}, nobody)))
        .isZero();
  }

  private static double busy(List<Lane> before, List<Lane> after) {
    return movement(before, after, 1, 1, 5).busyPods();
  }

  /** Two readers, each of two partitions, that are known to handle so many messages in a second. */
  private static Movement ofSlowJobs(double perSecond, long... waiting) {
    ServiceRate known = new ServiceRate(1000 * perSecond, 1000, 1000, AT, Duration.ofHours(1));
    int[] members = {1, 2, 1, 2};
    return movement(
        known,
        lanes(new long[] {0, 0, 0, 0}, waiting, members),
        lanes(new long[] {0, 0, 0, 0}, new long[] {0, 0, 0, 0}, members),
        Lane.UNKNOWN,
        2,
        5);
  }

  @Test
  void ofJobsLongerThanALookWhoHadOneWhenItBeganWasBusyThoughItIsDoneNow() {
    Movement movement = ofSlowJobs(0.2, 1, 0, 0, 0);
    assertThat(movement.busyPods()).isEqualTo(1);
    assertThat(movement.handled()).isEqualTo(1);
    assertThat(ofSlowJobs(0.2, 0, 0, 0, 0).busyPods()).isZero();
    assertThat(ofSlowJobs(0.2, 1, 1, 0, 0).busyPods()).isEqualTo(2);
  }

  @Test
  void ofFewJobsWhoHadMoreThanItCouldDoWhenTheLookBeganWasBusyWhateverWaitsNow() {
    assertThat(ofSlowJobs(2, 6, 0, 5, 5).busyPods()).as("11 and 5 for 10 a look").isEqualTo(1);
    assertThat(ofSlowJobs(2, 6, 0, 5, 5).handled()).isEqualTo(11);
    assertThat(ofSlowJobs(2, 6, 0, 4, 0).busyPods()).isZero();
    assertThat(ofSlowJobs(2.01, 60, 0, 50, 0).busyPods()).as("of many both ends count").isZero();
  }

  @Test
  void aTrialComparesWhatMorePodsBringWithWhatTheyShould() {
    Trial trial = new Trial(100, 2, 6, 0, 0).add(700, 5).add(800, 5);
    assertThat(trial.over()).isFalse();
    assertThat(trial.add(1500, 10).over()).isTrue();
    assertThat(trial.after()).isEqualTo(150);
    assertThat(trial.share()).as("50 more instead of 200").isEqualTo(0.25);
  }

  @Test
  void ofSlowJobsATrialIsNotToldFromWarmingUp() {
    assertThat(new Trial(5, 2, 6, 0, 0).manyMessages()).as("50 in 20 s").isTrue();
    assertThat(new Trial(4.9, 2, 6, 0, 0).manyMessages()).isFalse();
  }
}
