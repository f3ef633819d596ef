package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BurstsTest {
  private static ArrivalRate after(int seconds, int interval, IntToDoubleFunction perSecond) {
    ArrivalRate rate = ArrivalRate.UNKNOWN;
    double messages = 0;
    for (int second = 1; second <= seconds; second++) {
      messages += perSecond.applyAsDouble(second);
      if (second % interval == 0) {
        rate = rate.after(messages, interval);
        messages = 0;
      }
    }
    return rate;
  }

  /** So many messages per second on average, all of them in some seconds of each period. */
  private static IntToDoubleFunction bursts(double mean, int period, int lasting) {
    return second -> second % period < lasting ? mean * period / lasting : 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 30, 60, 120, 240, 300, 600})
  void nothingThatCameInBurstsIsLostFromTheRate(int period) {
    ArrivalRate rate = after(3700, 5, bursts(100, period, 1));
    assertThat(rate.perSecond()).isCloseTo(100, within(15.0));
  }

  @ParameterizedTest
  @CsvSource({"60, 3, 5", "60, 8, 5", "120, 20, 5", "300, 10, 5", "60, 1, 15", "300, 10, 15"})
  void norIfTheyLastForSomeLooksOrSomeoneLooksSeldom(int period, int lasting, int interval) {
    ArrivalRate rate = after(3700, interval, bursts(100, period, lasting));
    assertThat(rate.perSecond()).isCloseTo(100, within(15.0));
  }

  @Test
  void theRateBetweenThemIsNotMovedByThem() {
    Random random = new Random(5);
    ArrivalRate rate =
        after(3650, 5, second -> 80 + 8 * random.nextGaussian() + (second % 60 == 0 ? 6000 : 0));
    assertThat(rate.level()).isCloseTo(80, within(10.0));
    assertThat(rate.perSecond()).isCloseTo(180, within(15.0));
  }

  @Test
  void eachIsToBeWorkedOffBeforeTheNextAndInTime() {
    Bursts bursts = after(3650, 5, bursts(100, 60, 1)).bursts();
    assertThat(bursts.perSecond(300)).as("before the next").isCloseTo(100, within(1.0));
    assertThat(bursts.perSecond(20)).as("in time").isCloseTo(300, within(1.0));
  }

  @Test
  void oneThatWasJustSeenCountsAsSpreadOverThatTime() {
    Bursts seen = after(3650, 5, bursts(100, 60, 1)).bursts();
    double before = seen.pending(30);
    assertThat(before).isZero();
    Bursts now = seen.after(6000, 5, 0, 1);
    assertThat(now.pending(30)).isCloseTo(6000, within(1.0));
    assertThat(now.after(0, 5, 0, 1).pending(30)).isCloseTo(5000, within(1.0));
    assertThat(seen.after(9000, 5, 0, 1).pending(30))
        .as("what is more than usual waits indeed")
        .isCloseTo(6000, within(1.0));
  }

  @Test
  void twoAreNoPattern() {
    ArrivalRate calm = after(300, 5, second -> 20);
    ArrivalRate rate = calm;
    for (int second = 5; second <= 120; second += 5) {
      rate = rate.after(second % 60 == 5 ? 6000 : 100, 5);
    }
    assertThat(rate.bursts().known()).isFalse();
    assertThat(rate.perSecond()).isLessThan(40);
  }

  @Test
  void areForgottenWhenTheyStop() {
    IntToDoubleFunction bursts = bursts(100, 60, 1);
    ArrivalRate rate = after(3900, 5, second -> second < 3650 ? bursts.applyAsDouble(second) : 0);
    assertThat(rate.bursts().known()).isFalse();
    assertThat(rate.perSecond()).isLessThan(1);
  }

  @Test
  void tooFarApartAreNoPattern() {
    ArrivalRate rate = after(7300, 5, bursts(100, 900, 1));
    assertThat(rate.bursts().known()).isFalse();
  }

  @Test
  void aFlashSaleAmongThemIsARate() {
    IntToDoubleFunction bursts = bursts(20, 60, 1);
    ArrivalRate rate = after(3660, 5, second -> second < 3630 ? bursts.applyAsDouble(second) : 400);
    assertThat(rate.level()).isCloseTo(400, within(40.0));
  }

  @Test
  void areBoundedHoweverManyThereWere() {
    assertThat(after(7200, 5, bursts(100, 15, 1)).bursts().seen()).hasSizeLessThanOrEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"15, 60", "30, 60", "60, 60", "120, 60", "300, 60", "120, 300", "300, 300"})
  void doNotMoveThePodsAndAreInTime(int period, int drainTime) {
    ClosedLoop loop = new ClosedLoop();
    loop.shares = ClosedLoop.even(24);
    loop.policy = Policy.of(1, 24, Duration.ofSeconds(drainTime), 100);
    loop.noisy = false;
    loop.arrivals = bursts(100, period, 1);
    loop.run(2 * 3600);
    long late = loop.actions.stream().filter(it -> it > 1800).count();
    assertThat(late).as("actions in an hour and a half: %s", loop.actions).isLessThanOrEqualTo(6);
    assertThat(loop.overAfter(1800)).as("seconds over the drain time").isZero();
    double needed = Math.max(2, 100.0 * period / drainTime / 50);
    assertThat(loop.last().desired()).isBetween((int) needed, (int) Math.ceil(needed * 1.5));
  }

  @Test
  void oneAloneDoesNotMoveThePods() {
    ClosedLoop loop = new ClosedLoop();
    loop.arrivals = second -> second == 1800 ? 800 : 30;
    loop.run(3600);
    assertThat(loop.actions).isEmpty();
  }

  @Test
  void noPodIsTakenAwayWhileOneIsWorkedOff() {
    ClosedLoop loop = new ClosedLoop();
    loop.policy = Policy.of(1, 12, Duration.ofSeconds(600), 100);
    loop.arrivals = second -> second == 2000 ? 80_000 : 30;
    loop.run(3600);
    assertThat(loop.secondsOver).isZero();
    assertThat(loop.actions).as("up and down, once").hasSize(2);
    assertThat(loop.last().desired()).isEqualTo(1);
  }
}
