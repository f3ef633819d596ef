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
  }

  @Test
  void doesNotDependOnTheIntervalOfLooks() {
    double often = after(120, 2, second -> 40).perSecond();
    double seldom = after(120, 20, second -> 40).perSecond();
    assertThat(often).isCloseTo(seldom, within(1e-6));
  }

  @Test
  void aFlashSaleIsSeenWholeAfterTwoLooks() {
    ArrivalRate calm = after(300, 5, second -> 20);
    ArrivalRate once = calm.after(5 * 400, 5);
    assertThat(once.outside()).isPositive();
    assertThat(once.perSecond()).isLessThan(60);
    ArrivalRate twice = once.after(5 * 400, 5);
    assertThat(twice.outside()).isNotPositive();
    assertThat(twice.perSecond()).isCloseTo(400, within(1e-6));
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
    assertThat(after.outside()).isNotPositive();
    assertThat(after.perSecond()).isLessThan(30);
  }

  @Test
  void aBurstAndAGapDoNotConfirmEachOther() {
    ArrivalRate calm = after(300, 5, second -> 100);
    ArrivalRate burst = calm.after(5 * 2000, 5);
    ArrivalRate gap = burst.after(0, 5);
    assertThat(gap.outside()).isNotPositive();
    assertThat(gap.outside()).isNegative();
    assertThat(gap.perSecond()).isBetween(60.0, 120.0);
  }

  @Test
  void theBandOfASmallRateIsThatOfCountedMessages() {
    ArrivalRate rate = after(600, 5, second -> 0.2);
    assertThat(rate.after(3, 5).outside()).as("3 instead of 1 message").isZero();
    assertThat(rate.after(30, 5).outside()).as("30 instead of 1 message").isPositive();
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
    assertThat(sum / 40).as("after a minute, thus 18 messages").isGreaterThan(0.1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, 0.1, 0.3, 1})
  void anEndOfAFewMessagesIsSeenWhenTheSilenceIsNoChance(double before) {
    ArrivalRate busy = random(ArrivalRate.UNKNOWN, new Random(3), 3600, before);
    ArrivalRate after = after(busy, 300, 5, second -> 0);
    assertThat(after.perSecond() * 180).as("messages in three minutes").isLessThan(1);
  }
}
