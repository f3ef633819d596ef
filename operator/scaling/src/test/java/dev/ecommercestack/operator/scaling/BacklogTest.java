package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.operator.scaling.Backlog.Flow;
import dev.ecommercestack.operator.scaling.Backlog.OffsetReset;
import dev.ecommercestack.operator.scaling.Backlog.Partition;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static long waiting(OffsetReset reset, Partition... partitions) {
    Backlog.Kafka topic =
        new Backlog.Kafka("claims-1", List.of(partitions), reset, OptionalInt.empty());
    return Looks.with(1).see(topic).numbers().lag().orElseThrow();
  }

  private static Partition partition(long logStart, long end, OptionalLong committed) {
    return new Partition(0, logStart, end, committed, OptionalInt.empty());
  }

  @Test
  void whatWaitsLiesBetweenTheCommittedOffsetAndTheEnd() {
    assertThat(waiting(OffsetReset.LATEST, partition(0, 100, OptionalLong.of(70)))).isEqualTo(30);
  }

  @Test
  void aGroupThatNeverCommittedAndStartsEarliestHasAllThatIsStillThere() {
    assertThat(waiting(OffsetReset.EARLIEST, partition(60, 100, OptionalLong.empty())))
        .isEqualTo(40);
  }

  @Test
  void aGroupThatNeverCommittedAndStartsLatestHasNothing() {
    assertThat(waiting(OffsetReset.LATEST, partition(60, 100, OptionalLong.empty()))).isZero();
  }

  @Test
  void messagesThatRetentionTookAwayWaitNoMore() {
    assertThat(waiting(OffsetReset.EARLIEST, partition(90, 100, OptionalLong.of(10))))
        .isEqualTo(10);
  }

  @Test
  void anOffsetBeyondTheEndIsOfAnOlderTopic() {
    assertThat(waiting(OffsetReset.EARLIEST, partition(0, 5, OptionalLong.of(1000)))).isEqualTo(5);
    assertThat(waiting(OffsetReset.LATEST, partition(0, 5, OptionalLong.of(1000)))).isZero();
  }

  @Test
  void readyAndUnackedBothWait() {
    Decision decision = Looks.with(1).see(Looks.rabbitmq(30, 12, 10, 0));
    assertThat(decision.numbers().lag()).hasValue(42);
  }

  @Test
  void aNegativeMemberIsRefused() {
    assertThatThrownBy(() -> new Partition(7, 0, 1, OptionalLong.empty(), OptionalInt.of(-3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "partition 7 cannot be read by member -3: number the members from 0, and leave it empty"
                + " where nobody reads");
    assertThat(new Partition(7, 0, 1, OptionalLong.empty(), OptionalInt.of(0)).member())
        .hasValue(0);
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThatThrownBy(() -> partition(5, 4, OptionalLong.empty()))
        .hasMessageContaining("impossible");
    assertThatThrownBy(() -> partition(-1, 4, OptionalLong.empty()))
        .hasMessageContaining("impossible");
    assertThatThrownBy(() -> partition(0, 4, OptionalLong.of(-1)))
        .hasMessageContaining("impossible");
    assertThatThrownBy(() -> waiting(OffsetReset.LATEST)).hasMessageContaining("unknown instead");
    assertThatThrownBy(
            () ->
                waiting(
                    OffsetReset.LATEST,
                    partition(0, 1, OptionalLong.empty()),
                    partition(0, 2, OptionalLong.empty())))
        .hasMessageContaining("given twice");
    for (int[] counts : new int[][] {{-1, 0, 1}, {0, -1, 1}, {0, 0, 0}}) {
      assertThatThrownBy(
              () -> new Backlog.Rabbitmq(counts[0], counts[1], counts[2], new Flow.NotCounted()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    for (double rate : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.1}) {
      assertThatThrownBy(() -> new Flow.Rate(rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot get " + rate + " messages per second");
    }
  }

  @Test
  void anObservationNeedsQueuesWithNamesOfTheirOwn() {
    assertThatThrownBy(
            () -> new Observation(Looks.START, Replicas.steady(1), List.of(), Observation.NO_CPU))
        .hasMessageContaining("no source");
    Source source = new Source("claims", Measurement.unknown("down"));
    assertThatThrownBy(
            () ->
                new Observation(
                    Looks.START, Replicas.steady(1), List.of(source, source), Observation.NO_CPU))
        .hasMessageContaining("two sources");
    assertThatThrownBy(() -> new Replicas(-1, 0, false)).hasMessageContaining("negative");
    assertThatThrownBy(() -> new Replicas(0, -1, false)).hasMessageContaining("negative");
  }
}
