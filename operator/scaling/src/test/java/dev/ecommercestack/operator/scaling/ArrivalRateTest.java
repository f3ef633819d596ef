package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalRateTest {
  private static ArrivalRate after(int seconds, int interval, IntToDoubleFunction perSecond) {
    return after(ArrivalRate.UNKNOWN, seconds, interval, perSecond);
  }

  private static ArrivalRate after(
      ArrivalRate rate, int seconds, int interval, IntToDoubleFunction perSecond) {
    for (int second = interval; second <= seconds; second += interval) {
      rate = rate.after(perSecond.applyAsDouble(second) * interval, interval);
    }
    return rate;
  }

  @Test
  void isUnknownBeforeTheSecondLook() {
    assertThat(ArrivalRate.UNKNOWN.known()).isFalse();
    assertThat(ArrivalRate.UNKNOWN.after(50, 5).known()).isTrue();
    assertThat(ArrivalRate.UNKNOWN.after(50, 5).perSecond()).isEqualTo(10);
  }

  @Test
  void aSteadyRateHasNoTrend() {
    ArrivalRate rate = after(600, 5, second -> 80);
    assertThat(rate.perSecond()).isCloseTo(80, within(1e-6));
    assertThat(rate.ahead(600)).isCloseTo(80, within(1e-6));
    assertThat(rate.inTheLongRun(600)).isCloseTo(80, within(1e-6));
  }

  @Test
  void doesNotDependOnTheIntervalOfLooks() {
    double often = after(120, 2, second -> 40).perSecond();
    double seldom = after(120, 20, second -> 40).perSecond();
    assertThat(often).isCloseTo(seldom, within(1e-6));
  }

  @Test
  void aRampIsFollowedWithoutDelayAndForeseen() {
    ArrivalRate rate = after(900, 5, second -> 100 + 0.2 * second);
    assertThat(rate.perSecond()).isCloseTo(280, within(9.0));
    assertThat(rate.ahead(60)).isCloseTo(292, within(12.0));
    assertThat(rate.inTheLongRun(0)).isCloseTo(280, within(9.0));
  }

  @Test
  void aFallIsNotCountedOn() {
    ArrivalRate rate = after(900, 5, second -> 400 - 0.2 * second);
    assertThat(rate.ahead(60)).isEqualTo(rate.perSecond()).isGreaterThan(220);
    assertThat(rate.inTheLongRun(60)).as("but believed").isEqualTo(rate.perSecond());
  }

  @Test
  void aTrendAddsAtMostHalfOfTheRate() {
    ArrivalRate rate = after(300, 5, second -> 10 + 0.1 * second);
    assertThat(rate.ahead(100_000)).isLessThanOrEqualTo(1.5 * rate.middle() + 1e-9);
  }

  @Test
  void aFlashSaleIsSeenWholeAfterTwoLooks() {
    ArrivalRate calm = after(300, 5, second -> 20);
    ArrivalRate once = calm.after(5 * 400, 5);
    assertThat(once.changing()).isTrue();
    assertThat(once.perSecond()).isLessThan(60);
    ArrivalRate twice = once.after(5 * 400, 5);
    assertThat(twice.changing()).isFalse();
    assertThat(twice.perSecond()).isCloseTo(400, within(1e-6));
    assertThat(twice.ahead(60)).as("a step is no trend").isCloseTo(400, within(1e-6));
  }

  @Test
  void anObserverThatLooksSeldomBelievesItAtOnce() {
    ArrivalRate calm = after(300, 15, second -> 20);
    assertThat(calm.after(15 * 400, 15).perSecond()).isCloseTo(400, within(1e-6));
  }

  @Test
  void oneBurstIsNoChangeOfRate() {
    ArrivalRate calm = after(300, 5, second -> 20);
    ArrivalRate after = calm.after(5 * 2000, 5).after(5 * 20, 5);
    assertThat(after.changing()).isFalse();
    assertThat(after.perSecond()).isLessThan(30);
  }

  @Test
  void aBurstAndAGapDoNotConfirmEachOther() {
    ArrivalRate calm = after(300, 5, second -> 100);
    ArrivalRate burst = calm.after(5 * 2000, 5);
    ArrivalRate gap = burst.after(0, 5);
    assertThat(gap.changing()).isFalse();
    assertThat(gap.outside()).isNegative();
    assertThat(gap.perSecond()).isBetween(60.0, 120.0);
  }

  @Test
  void theEndOfAFlashSaleIsBelievedForTheLongRunToo() {
    ArrivalRate busy = after(600, 5, second -> 400);
    ArrivalRate after = busy.after(5 * 20, 5).after(5 * 20, 5);
    assertThat(after.perSecond()).isCloseTo(20, within(1e-6));
    assertThat(after.inTheLongRun(0)).isCloseTo(20, within(1e-6));
  }

  @Test
  void aBeginOfAFlashSaleIsNotBelievedForTheLongRun() {
    ArrivalRate busy = after(after(600, 5, second -> 20), 10, 5, second -> 400);
    assertThat(busy.inTheLongRun(0)).isLessThan(100);
  }

  @Test
  void noiseMakesNoTrendAndKeepsTheLevel() {
    Random random = new Random(7);
    ArrivalRate rate = ArrivalRate.UNKNOWN;
    double sum = 0;
    int trends = 0;
    int looks = 0;
    for (int i = 0; i < 2000; i++) {
      rate = rate.after(Math.max(0, 100 * (1 + 0.3 * random.nextGaussian())) * 5, 5);
      if (i > 100) {
        looks++;
        sum += rate.perSecond();
        trends += rate.ahead(30) > 1.2 * rate.middle() ? 1 : 0;
      }
    }
    assertThat(sum / looks).isCloseTo(100, within(4.0));
    assertThat(trends).as("looks at which noise was taken for a ramp").isLessThan(looks / 50);
  }

  @Test
  void theBandOfASmallRateIsThatOfCountedMessages() {
    ArrivalRate rate = after(600, 5, second -> 0.2);
    assertThat(rate.after(3, 5).changing()).as("3 instead of 1 message").isFalse();
    assertThat(rate.after(30, 5).changing()).as("30 instead of 1 message").isTrue();
  }

  /** Looks every 5 s at independent arrivals. */
  private static ArrivalRate random(ArrivalRate rate, Random random, int seconds, double mean) {
    for (int second = 5; second <= seconds; second += 5) {
      int messages = 0;
      for (double left = Math.exp(-5 * mean), p = random.nextDouble(); p > left; messages++) {
        p *= random.nextDouble();
      }
      rate = rate.after(messages, 5);
    }
    return rate;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, 0.1, 0.3})
  void aFewMessagesAMinuteAreASteadyRateToo(double mean) {
    Random random = new Random(11);
    ArrivalRate rate = random(ArrivalRate.UNKNOWN, random, 3600, mean);
    double squares = 0;
    double sum = 0;
    for (int i = 0; i < 5000; i++) {
      rate = random(rate, random, 5, mean);
      sum += rate.perSecond();
      squares += (rate.perSecond() - mean) * (rate.perSecond() - mean);
    }
    assertThat(sum / 5000).isCloseTo(mean, withinPercentage(10));
    assertThat(Math.sqrt(squares / 5000))
        .as("standard deviation: that of ten messages")
        .isLessThan(mean / Math.sqrt(10));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.003, 0.03})
  void aRiseFromAFewMessagesAnHourIsSeenAfterSomeMessages(double before) {
    double sum = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      ArrivalRate calm = random(ArrivalRate.UNKNOWN, random, 3600, before);
      sum += random(calm, random, 60, 0.3).perSecond();
    }
    assertThat(sum / 40).as("after a minute, thus 18 messages").isGreaterThan(0.2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, 0.1, 0.3, 1})
  void anEndOfAFewMessagesIsSeenWhenTheSilenceIsNoChance(double before) {
    ArrivalRate busy = random(ArrivalRate.UNKNOWN, new Random(3), 3600, before);
    ArrivalRate after = after(busy, 300, 5, second -> 0);
    assertThat(after.perSecond() * 180).as("messages in three minutes").isLessThan(1);
  }
}
