package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

  @Test
  void podsThatAreNotNeededAnyMoreButStayForNow() {
    assertThat(Learned.rabbitmq(50, 10, 20).peak(20).decide(0).reason())
        .endsWith(
            "Fewer pods would do, but 20 were needed within the last 20 s: 20 pods stay for now.");

    Looks starting = Looks.with(2).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    starting.history = Learned.rabbitmq(20, 10, 2).peak(2).history();
    starting.later(1).see(Looks.rabbitmq(4000, 0, 1, 0));
    int asked = starting.desired;
    for (int second = 5; second <= 60; second += 5) {
      starting.later(5).see(Looks.rabbitmq(0, 0, 1, 20L * second));
    }
    assertThat(starting.last.reason())
        .endsWith(
            "Fewer pods would do, but not all are ready that were asked for: "
                + asked
                + " pods stay for now.");

    History known = Learned.rabbitmq(50, 10, 20).peak(6).history();
    SourceHistory queue = known.sources().getFirst();
    Looks trying = Looks.with(20).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    SourceHistory tried =
        new SourceHistory(
            queue.name(),
            queue.identity(),
            queue.seenAt(),
            queue.marks(),
            queue.arrival(),
            queue.service(),
            queue.throughput(),
            queue.rebalance(),
            null,
            new Trial(100, 10, 20, 0, 0),
            null);
    trying.history =
        new History(known.pods(), List.of(tried), known.cpu(), known.peaks(), List.of(), null);
    trying.now = Learned.AT.plusMillis(500);
    trying.see(Looks.rabbitmq(0, 0, 1, 0));
    assertThat(trying.last.reason())
        .endsWith(
            "Fewer pods would do, but what the last added ones bring is being measured: 20 pods stay"
                + " for now.");
  }

  @Test
  void fewerPodsAndWhy() {
    assertThat(Learned.rabbitmq(50, 10, 20).peak(9).decide(3000).reason())
        .endsWith(
            "No more than 9 pods were needed for 20 s, and 14 for what there is now: from 20 to 14"
                + " pods.");
    Policy four = Policy.of(4, 100, Duration.ofSeconds(60), 100);
    assertThat(Learned.rabbitmq(5, 10, 20).policy(four).peak(1).decide(0).reason())
        .endsWith(
            "No more than 1 pod was needed for 20 s, and the minimum is 4: from 20 to 4 pods.");
  }

  @Test
  void theDoubtIsNotNamedWhereNothingRestsOnIt() {
    Looks looks = Looks.with(20).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    looks.history = Learned.rabbitmq(150, 10, 20).peak(18).history();
    int second = 0;
    for (; second < 5400; second += 5) {
      looks.later(5).see(Looks.rabbitmq(0, 0, 1, second * 150L));
      looks.desired = 20;
    }
    long published = second * 150L;
    for (int quiet = 0; looks.desired == 20; quiet += 5) {
      looks.later(5).see(Looks.rabbitmq(0, 0, 1, published + quiet * 8L));
    }
    assertThat(looks.last.reason()).contains("needed for 20 s: from 20 to");
  }

  @Test
  void noPodsAtAll() {
    Policy none = Policy.of(1, 9, Duration.ofSeconds(60), 100).withScaleToZero(true);
    assertThat(Learned.rabbitmq(0, 10, 0).policy(none).decide(0).reason())
        .endsWith("No pod runs, and none is needed.");
  }

  @Test
  void podsThatTakeLongForLittle() {
    assertThat(Learned.rabbitmq(99, 10, 10).decide(100).reason())
        .endsWith("10 pods stay: few wait, though the backlog is gone only in 100 s.");
  }

  @Test
  void podsThatWouldComeTooLate() {
    Policy hasty = Policy.of(1, 100, Duration.ofSeconds(5), 100);
    assertThat(Learned.rabbitmq(150, 50, 4).policy(hasty).decide(700).reason())
        .endsWith(
            "4 pods are too few, but more would come too late to help: the backlog is gone in"
                + " 14 s.");
  }

  @Test
  void aLimitIsNotSaidToSuffice() {
    assertThat(Learned.kafka(0, 10, 4, 4).decideByPartition(900, 10, 0, 0).reason())
        .contains(
            "4 pods do not suffice, but more would not help: the backlog is gone in 90 s. Partition 0");
  }

  @Test
  void consumersThatNobodyCountsAreNotSaidToBeThere() {
    assertThat(Learned.rabbitmq(50, 10, 6).stalledFor(Duration.ofMinutes(3)).decide(90).reason())
        .contains("Nothing was worked off in claims for 3 min although pods are ready: more pods");
  }

  @Test
  void aQueueThatIsNotCounted() {
    Looks looks = Looks.with(2);
    looks.see(new Backlog.Rabbitmq(450, 0, 1, new Backlog.Flow.NotCounted()));
    assertThat(looks.last.reason())
        .isEqualTo(
            "450 messages wait in claims; its broker does not count what arrives, so 100 messages"
                + " per pod count. Hence from 2 to 5 pods.");
  }
}
