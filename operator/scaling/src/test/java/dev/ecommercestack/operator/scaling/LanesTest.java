package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Instant AT = Looks.START;

  /** Lanes with what waits, arrives and leaves; the last one was not measured yet. */
  private static Lanes lanes(boolean partitioned, ServiceRate service, double stalledAfter) {
    return lanes(partitioned, service, stalledAfter, -1, -1, -1, -1);
  }

  private static Lanes lanes(
      boolean partitioned, ServiceRate service, double stalledAfter, int... members) {
    long[] waiting = {100, 20, 0, 7};
    double[] arrivals = {6, 3, 1, Lane.UNKNOWN};
    double[] departures = {5, 3, 1, Lane.UNKNOWN};
    int[] unmovedFor = {50, 10, 500, 0};
    List<Lane> lanes = new ArrayList<>();
    List<Lane.Mark> marks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Lane lane = new Lane(i, 1000, 0, waiting[i], waiting[i], members[i]);
      lanes.add(lane);
      marks.add(new Lane.Mark(lane, arrivals[i], departures[i], AT.minusSeconds(unmovedFor[i])));
    }
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
    QueueView view = new QueueView("claims-1", partitioned, true, 1, OptionalInt.empty(), lanes);
    return new Lanes(queue, view, AT, stalledAfter, 0, 2);
  }

  private static Lanes partitions() {
    return lanes(true, ServiceRate.UNKNOWN, 120);
  }

  @Test
  void arrivalsAreSharedAsTheyWereMeasured() {
    assertThat(partitions().share(0)).isCloseTo(0.6, within(1e-9));
    assertThat(partitions().share(2)).isCloseTo(0.1, within(1e-9));
    assertThat(partitions().share(3)).isZero();
    assertThat(partitions().departures()).isEqualTo(9);
  }

  @Test
  void onePodKeepsUpWithOneLaneOnly() {
    assertThat(partitions().workable(100, 25)).isCloseTo(25 + 25 + 10, within(1e-9));
    assertThat(lanes(false, ServiceRate.UNKNOWN, 120).workable(100, 25)).isEqualTo(100);
  }

  @Test
  void whatOnePodCannotDoInTimeIsNoWork() {
    assertThat(partitions().work(0, 50)).isEqualTo(50 + 20 + 7);
    assertThat(partitions().work(100, 70)).isCloseTo(70 + 50 + 10 + 7, within(1e-9));
    assertThat(lanes(false, ServiceRate.UNKNOWN, 120).work(0, 50)).isEqualTo(127);
  }

  @Test
  void aLaneBeyondALimitIsSeen() {
    assertThat(partitions().anyBeyond(99)).isTrue();
    assertThat(partitions().anyBeyond(100)).isFalse();
    assertThat(lanes(false, ServiceRate.UNKNOWN, 120).anyBeyond(1)).isFalse();
    assertThat(lanes(true, ServiceRate.UNKNOWN, 50).anyBeyond(99)).as("a stuck one").isFalse();
  }

  @Test
  void aLaneIsStuckWhenNothingLeftItForLongEnough() {
    assertThat(partitions().stuck(0)).isFalse();
    assertThat(lanes(true, ServiceRate.UNKNOWN, 50).stuck(0)).isTrue();
    assertThat(lanes(true, ServiceRate.UNKNOWN, 51).stuck(0)).isFalse();
    assertThat(lanes(true, ServiceRate.UNKNOWN, 50).stuck(1)).isFalse();
    assertThat(lanes(true, ServiceRate.UNKNOWN, 50).stuck(2)).as("nothing waits").isFalse();
    assertThat(lanes(true, ServiceRate.UNKNOWN, 50).work(0, 1000)).isEqualTo(27);
  }

  @Test
  void slowPodsAreGivenTimeForTenMessages() {
    Duration hour = Duration.ofHours(1);
    ServiceRate slow = new ServiceRate(40, 100, 100, AT, hour);
    assertThat(lanes(true, slow, 20).stuck(0))
        .as("two pods of 0.4/s on four lanes need 50 s for ten messages")
        .isTrue();
    ServiceRate slower = new ServiceRate(39, 100, 100, AT, hour);
    assertThat(lanes(true, slower, 20).stuck(0)).isFalse();
  }

  @Test
  void aReaderThatHandlesNothingForHalfAMinuteHangs() {
    ServiceRate known = new ServiceRate(1000, 100, 100, AT, Duration.ofHours(1));
    Lanes hanging = lanes(true, known, 120, 1, 2, 1, 2);
    assertThat(hanging.stuck(0)).as("50 s").isTrue();
    assertThat(hanging.stalled(0)).as("not for so long yet").isFalse();
    assertThat(hanging.stuck(1)).as("10 s").isFalse();
    assertThat(hanging.stuck(2)).as("nothing waits").isFalse();
    assertThat(hanging.anyStuck()).isTrue();
    assertThat(hanging.work(0, 1000)).isEqualTo(27);
    Lanes reading = lanes(true, known, 120, 1, 1, 1, 2);
    assertThat(reading.anyStuck()).as("another partition of it moved").isFalse();
    ServiceRate slow = new ServiceRate(19, 100, 100, AT, Duration.ofHours(1));
    assertThat(lanes(true, slow, 120, 1, 2, 1, 2).anyStuck()).as("10 take 53 s").isFalse();
    assertThat(lanes(true, ServiceRate.UNKNOWN, 120, 1, 2, 1, 2).anyStuck()).isFalse();
  }
}
