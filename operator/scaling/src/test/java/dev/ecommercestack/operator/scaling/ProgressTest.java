package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Instant AT = Looks.START;

  /** A third of it is 4 s. */
  private static final Duration BUSY_AFTER = Duration.ofSeconds(12);

  private static List<QueuePart> lanes(long[] in, long[] waiting, int[] members) {
    List<QueuePart> lanes = new ArrayList<>();
    for (int i = 0; i < in.length; i++) {
      lanes.add(new QueuePart(i, in[i], -Double.MAX_VALUE, waiting[i], waiting[i], members[i]));
    }
    return lanes;
  }

  private static Progress movement(
      List<QueuePart> before, List<QueuePart> after, double rateBefore, int pods, int seconds) {
    return movement(ServiceRate.UNKNOWN, before, after, rateBefore, pods, seconds);
  }

  private static Progress movement(
      ServiceRate service,
      List<QueuePart> before,
      List<QueuePart> after,
      double rateBefore,
      int pods,
      int seconds) {
    return movement(service, before, after, rateBefore, pods, seconds, false);
  }

  private static Progress movement(
      ServiceRate service,
      List<QueuePart> before,
      List<QueuePart> after,
      double rateBefore,
      int pods,
      int seconds,
      boolean idle) {
    List<QueuePart.Seen> marks =
        before.stream().map(it -> new QueuePart.Seen(it, rateBefore, rateBefore, AT)).toList();
    QueueHistory queue =
        new QueueHistory("claims", "claims-1", AT, marks, ArrivalRate.UNKNOWN, service, null, null);
    QueueReading view = new QueueReading("claims-1", true, true, 0, OptionalInt.empty(), after);
    return Progress.between(queue, view, AT.plusSeconds(seconds), pods, BUSY_AFTER, idle);
  }

  private static final int[] NOBODY = {-1, -1, -1, -1};

  @Test
  void whatCameInAndDidNotStayHasLeft() {
    Progress movement =
        movement(
            lanes(new long[] {0, 0}, new long[] {50, 10}, NOBODY),
            lanes(new long[] {30, 20}, new long[] {60, 0}, NOBODY),
            QueuePart.UNKNOWN,
            1,
            10);
    assertThat(movement.seconds()).isEqualTo(10);
    assertThat(movement.arrived()).isEqualTo(50);
    assertThat(movement.departed()).isEqualTo(20 + 30);
    assertThat(movement.parts().getFirst().arrivalRate()).isEqualTo(3);
    assertThat(movement.parts().getFirst().departureRate()).isEqualTo(2);
    assertThat(movement.parts().getFirst().movedAt()).isEqualTo(AT.plusSeconds(10));
  }

  @Test
  void ratesOfALaneAreSmoothedOverAMinute() {
    Progress movement =
        movement(
            lanes(new long[] {0}, new long[] {0}, NOBODY),
            lanes(new long[] {60}, new long[] {0}, NOBODY),
            0,
            1,
            60);
    assertThat(movement.parts().getFirst().arrivalRate()).isCloseTo(1 - Math.exp(-1), within(1e-9));
  }

  @Test
  void whilePodsCannotWorkTheTimeOfDoingNothingStandsStill() {
    List<QueuePart> lanes = lanes(new long[] {0}, new long[] {50}, NOBODY);
    Progress stopped = movement(ServiceRate.UNKNOWN, lanes, lanes, 1, 1, 20, true);
    assertThat(stopped.parts().getFirst().movedAt()).isEqualTo(AT.plusSeconds(20));
    List<QueuePart> handled = lanes(new long[] {0}, new long[] {40}, NOBODY);
    Progress moving = movement(ServiceRate.UNKNOWN, lanes, handled, 1, 1, 20, true);
    assertThat(moving.parts().getFirst().movedAt()).isEqualTo(AT.plusSeconds(20));
  }

  @Test
  void aLaneFromWhichNothingLeftKeepsItsTimeUnlessNobodyLookedForAMinute() {
    List<QueuePart> before = lanes(new long[] {0}, new long[] {50}, NOBODY);
    assertThat(movement(before, before, 1, 1, 60).parts().getFirst().movedAt()).isEqualTo(AT);
    assertThat(movement(before, before, 1, 1, 61).parts().getFirst().movedAt())
        .isEqualTo(AT.plusSeconds(61));
  }

  @Test
  void aReaderWithOneBusyLaneIsBusyAndAllThatItHandledCounts() {
    long[] in = {0, 0, 10, 10};
    int[] members = {1, 2, 1, 2};
    Progress movement =
        movement(
            lanes(new long[] {0, 0, 0, 0}, new long[] {900, 0, 0, 0}, members),
            lanes(in, new long[] {800, 0, 0, 0}, members),
            1,
            2,
            5);
    assertThat(movement.busyPods()).isEqualTo(1);
    assertThat(movement.busyHandled()).isEqualTo(110);
    assertThat(movement.departed()).isEqualTo(120);
  }

  @Test
  void aReaderThatChangedTellsNothing() {
    long[] in = {0, 0};
    Progress movement =
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

  private static double busy(List<QueuePart> before, List<QueuePart> after) {
    return movement(before, after, 1, 1, 5).busyPods();
  }

  /** Two readers, each of two partitions, that are known to handle so many messages in a second. */
  private static Progress ofSlowJobs(double perSecond, long... waiting) {
    ServiceRate known = new ServiceRate(1000 * perSecond, 1000, 1000, 0, AT, null);
    int[] members = {1, 2, 1, 2};
    return movement(
        known,
        lanes(new long[] {0, 0, 0, 0}, waiting, members),
        lanes(new long[] {0, 0, 0, 0}, new long[] {0, 0, 0, 0}, members),
        QueuePart.UNKNOWN,
        2,
        5);
  }

  @Test
  void ofJobsLongerThanALookWhoHadOneWhenItBeganWasBusyThoughItIsDoneNow() {
    Progress movement = ofSlowJobs(0.2, 1, 0, 0, 0);
    assertThat(movement.busyPods()).isEqualTo(1);
    assertThat(movement.busyHandled()).isEqualTo(1);
    assertThat(ofSlowJobs(0.2, 0, 0, 0, 0).busyPods()).isZero();
    assertThat(ofSlowJobs(0.2, 1, 1, 0, 0).busyPods()).isEqualTo(2);
  }

  @Test
  void ofFewJobsWhoHadMoreThanItCouldDoWhenTheLookBeganWasBusyWhateverWaitsNow() {
    assertThat(ofSlowJobs(2, 6, 0, 5, 5).busyPods()).as("11 and 5 for 10 a look").isEqualTo(1);
    assertThat(ofSlowJobs(2, 6, 0, 5, 5).busyHandled()).isEqualTo(11);
    assertThat(ofSlowJobs(2, 6, 0, 4, 0).busyPods()).isZero();
    assertThat(ofSlowJobs(2.01, 60, 0, 50, 0).busyPods()).as("of many both ends count").isZero();
  }
}
