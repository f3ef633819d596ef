package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads who was woken up. */
class ExplanationTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0/s",
    "0.1, 0.1/s",
    "0.25, 0.25/s",
    "1.25, 1.3/s",
    "3, 3/s",
    "12.6, 13/s",
    "0.05, 3/min",
    "0.002, 0.12/min",
    "0.001, 3.6/h"
  })
  void ratesHaveTwoDigitsAndAUnitThatFits(double rate, String words) {
    assertThat(Words.rate(rate)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.25 s",
    "119.4, 119 s",
    "120, 2 min",
    "7199, 120 min",
    "7200, 2 h",
    "9999, 2.8 h"
  })
  void timesAreInTheUnitThatFits(double seconds, String words) {
    assertThat(Words.time(seconds)).isEqualTo(words);
  }

  @Test
  void oneIsOne() {
    assertThat(Words.pods(1)).isEqualTo("1 pod");
    assertThat(Words.pods(2)).isEqualTo("2 pods");
    assertThat(Words.messages(1)).isEqualTo("1 message");
    assertThat(Words.messages(0)).isEqualTo("0 messages");
  }

  @Test
  void podsThatSuffice() {
    assertThat(Learned.rabbitmq(100, 10, 12).decide(0).reason())
        .isEqualTo(
            "No message waits in claims, 100/s arrive; one pod handles 10/s. 12 pods suffice.");
    assertThat(Learned.rabbitmq(5, 10, 1).decide(1).reason())
        .isEqualTo(
            "1 message waits in claims, 5/s arrive; one pod handles 10/s. 1 pod suffices: the"
                + " backlog is gone in 0.2 s.");
  }

  @Test
  void moreThanThePodsHandleForAWhile() {
    assertThat(Learned.rabbitmq(104, 10, 10).decide(50).reason())
        .endsWith("10 pods stay: more arrive than they handle, but few wait.");
    assertThat(Learned.rabbitmq(10.4, 10, 1).decide(5).reason()).contains("1 pod stays: more");
  }

  @Test
  void aBacklogThatTakesTooLong() {
    assertThat(Learned.rabbitmq(80, 10, 10).decide(4000).reason())
        .isEqualTo(
            "4000 messages wait in claims, 80/s arrive; one pod handles 10/s. With 10 pods the"
                + " backlog would take 3.3 min, longer than the drain time of 60 s: from 10 to 19"
                + " pods, at full speed in about 20 s.");
  }

  @Test
  void podsThatComeTooLate() {
    Policy hasty = Policy.of(1, 100, Duration.ofSeconds(20), 100);
    assertThat(Learned.rabbitmq(80, 10, 5).policy(hasty).decide(4000).reason())
        .contains(
            "With 5 pods the drain time of 20 s would not hold: from 5 to",
            "at full speed in about 20 s, which is longer than the drain time itself.");
  }

  @Test
  void podsThatAreStartingAreWaitedForUnlessManyMoreAreNeeded() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    looks.history = Learned.rabbitmq(20, 10, 2).history();
    looks.later(1).see(Looks.rabbitmq(4000, 0, 1, 0));
    int asked = looks.desired;
    looks.later(5).see(Looks.rabbitmq(4300, 0, 1, 100));
    looks.later(5).see(Looks.rabbitmq(4600, 0, 1, 200));
    looks.later(5).see(Looks.rabbitmq(6000, 0, 1, 300));
    assertThat(looks.desired).isEqualTo(asked);
    looks.later(5).see(Looks.rabbitmq(30_000, 0, 1, 400));
    assertThat(looks.desired).isGreaterThan(asked);
  }

  @Test
  void aRateThatJustChanged() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    looks.history = Learned.rabbitmq(15, 10, 2).history();
    looks.later(5).see(Looks.rabbitmq(900, 0, 1, 1000));
    assertThat(looks.last.reason())
        .contains("The rate just changed; one more look before pods are added, 2 pods until then.");
    looks.later(5).see(Looks.rabbitmq(1800, 0, 1, 2000));
    assertThat(looks.last.desired()).isGreaterThan(20);
  }

  @Test
  void aBacklogThatIsOverdueNeedsNoSecondLook() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    looks.history = Learned.rabbitmq(15, 10, 2).history();
    looks.later(5).see(Looks.rabbitmq(1300, 0, 1, 1400));
    assertThat(looks.last.desired()).isGreaterThan(2);
  }

  @Test
  void podsThatMayBeFasterThanTheyWereSeenToBe() {
    Looks looks = Looks.with(20).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    looks.history = Learned.rabbitmq(50, 10, 20).peak(6).history();
    int second = 0;
    while (second < 7200 && looks.desired > 5) {
      second += 5;
      looks.later(5).allReady().see(Looks.rabbitmq(0, 0, 1, second * 50L));
      if (second < 3600) {
        assertThat(looks.desired).isEqualTo(6);
      }
    }
    assertThat(looks.desired).isEqualTo(5);
    assertThat(looks.last.reason())
        .contains("if pods are faster by now than when they were last busy, which this will show");
  }

  @Test
  void aReasonFitsIntoAStatus() {
    assertThat(Learned.kafka(100, 10, 6, 6).decide(60_000).reason()).hasSizeLessThan(1024);
  }
}
