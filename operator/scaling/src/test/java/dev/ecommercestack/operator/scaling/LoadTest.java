package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {
  private static int even(double need, int partitions, double slack) {
    return new Load(need, need / partitions, partitions).pods(slack);
  }

  @Test
  void ofUnevenPartitionsTheHeaviestIsTakenForLessThanItShows() {
    assertThat(new Load(2.1, 1, 12).pods(0.1)).isEqualTo(4);
    assertThat(new Load(2.4, 0.25, 12).pods(0)).as("chance").isEqualTo(3);
    assertThat(new Load(2.1, 1, 12).exceeds(2)).isTrue();
    assertThat(new Load(2.1, 1, 12).exceeds(6)).isFalse();
    assertThat(new Load(2.1, 2.1, 0).exceeds(2)).isTrue();
    assertThat(new Load(2, 2, 0).exceeds(2)).isFalse();
    assertThat(new Load(2.1, 2.1, 0).pods(0.5)).isEqualTo(3);
    assertThat(new Load(4, 2, 12).over(2)).isEqualTo(new Load(2, 1, 12));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0", "0.2, 1", "1, 1", "1.1, 2", "3, 3", "4, 4", "4.1, 6", "6, 6", "6.1, 12", "12, 12",
    "40, 12"
  })
  void twelvePartitionsAreSharedByCountsThatLowerTheWorstShare(double need, int pods) {
    assertThat(even(need, 12, 0)).isEqualTo(pods);
  }

  @Test
  void sevenOfTwelvePartitionsDoNoMoreThanSix() {
    assertThat(Load.useful(7, 12)).isEqualTo(6);
    assertThat(Load.useful(11, 12)).isEqualTo(6);
    assertThat(Load.useful(12, 12)).isEqualTo(12);
    assertThat(Load.useful(0, 12)).isZero();
  }

  @Test
  void roundingMayEatUpALittleHeadroomInsteadOfDoublingThePods() {
    assertThat(even(6.4, 12, 0.1)).isEqualTo(6);
    assertThat(even(6.7, 12, 0.1)).isEqualTo(12);
  }

  @Test
  void aNeedOfWholePodsIsNotRoundedUpForAnErrorOfArithmetic() {
    assertThat(Load.whole(0.1 + 0.2 + 2.7)).isEqualTo(3);
    assertThat(Load.whole(3.01)).isEqualTo(4);
    assertThat(Load.whole(1e12)).isEqualTo(Integer.MAX_VALUE);
  }

  @Property
  void aUsefulCountHoldsTheNeedOrIsTheCap(
      @ForAll @DoubleRange(min = 0.01, max = 300) double need,
      @ForAll @IntRange(min = 1, max = 256) int partitions) {
    int pods = even(need, partitions, 0);
    assertThat(pods).isBetween(1, partitions);
    assertThat(pods)
        .as("ceil(P/ceil(P/R)): no pod too many for its worst share")
        .isEqualTo(Math.ceilDiv(partitions, Math.ceilDiv(partitions, pods)));
    if (pods < partitions) {
      double worst = Math.ceilDiv(partitions, pods) * need / partitions;
      assertThat(worst).isLessThanOrEqualTo(1 + 1e-6);
    }
  }

  @Property
  void moreNeedNeverMeansFewerPods(
      @ForAll @DoubleRange(min = 0, max = 300) double need,
      @ForAll @DoubleRange(min = 0, max = 100) double more,
      @ForAll @IntRange(min = 1, max = 256) int partitions) {
    assertThat(even(need + more, partitions, 0.1))
        .isGreaterThanOrEqualTo(even(need, partitions, 0.1));
  }
}
