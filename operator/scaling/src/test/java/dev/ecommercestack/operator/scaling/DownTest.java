package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownTest {
  @Test
  void podsGoStraightToTheMostThatWereNeededInTheWindow() {
    Decision decision = Learned.rabbitmq(50, 10, 20).peak(9).decide(0);
    assertThat(decision.desired()).isEqualTo(9);
    assertThat(decision.action()).isTrue();
    assertThat(decision.reason())
        .contains("No more than 9 pods were needed for 20 s: from 20 to 9 pods.");
  }

  @Test
  void notBeforeFewerPodsSufficedForTheWholeWindow() {
    Looks looks = Looks.with(6);
    looks.history = Learned.kafka(20, 10, 6, 12).history();
    Looks.Stream stream = new Looks.Stream(12, 20, 20);
    looks.later(5).see(stream.kafka());
    looks.run(stream, 175);
    assertThat(looks.desired).isEqualTo(6);
    assertThat(looks.last.reason())
        .contains("will go when it has been so for 3 min: 6 pods stay until then");
    looks.run(stream, 10);
    assertThat(looks.desired).isLessThan(6);
  }

  @Test
  void onlyIfTheDrainTimeHoldsWithFewer() {
    assertThat(Learned.rabbitmq(50, 10, 20).peak(9).decide(3000).desired())
        .as("(60 + 3000 / 40) / 10")
        .isEqualTo(14);
    assertThat(Learned.rabbitmq(50, 10, 20).peak(9).decide(6000).desired()).isEqualTo(20);
  }

  @Test
  void whatWaitsPlaysNoPartInGoingDownToACeiling() {
    History known = Learned.rabbitmq(80, 10, 6).peak(1).history();
    SourceHistory queue = known.sources().getFirst();
    Ceiling ceiling =
        new Ceiling(4, 6, 40, 0.1, Learned.AT.plusSeconds(600), Duration.ofMinutes(10));
    SourceHistory bound =
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
            null,
            ceiling);
    for (int waiting : new int[] {0, 12, 9000}) {
      Looks looks = Looks.with(6).policy(Policy.of(1, 100, Duration.ofSeconds(60), 100));
      looks.history =
          new History(known.pods(), List.of(bound), known.cpu(), known.peaks(), List.of(), null);
      looks.later(1).see(Looks.rabbitmq(waiting, 0, 1, 0));
      assertThat(looks.desired).as("with %s waiting", waiting).isEqualTo(4);
    }
  }

  @Test
  void notForAPodOfMany() {
    assertThat(Learned.rabbitmq(50, 10, 20).peak(19).decide(0).desired()).isEqualTo(20);
    assertThat(Learned.rabbitmq(50, 10, 20).peak(18).decide(0).desired()).isEqualTo(18);
    assertThat(Learned.rabbitmq(5, 10, 2).peak(1).decide(0).desired()).isEqualTo(1);
  }

  @Test
  void neverBelowTheMinimum() {
    Policy policy = Policy.of(4, 100, Duration.ofSeconds(60), 100);
    assertThat(Learned.rabbitmq(5, 10, 20).policy(policy).peak(1).decide(0).desired()).isEqualTo(4);
  }

  @Test
  void whatWasAddedStaysForAsLongAsItTakesToGetItBack() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    looks.history = Learned.rabbitmq(20, 10, 2).history();
    looks.later(1).see(Looks.rabbitmq(4000, 0, 1, 0));
    int high = looks.desired;
    assertThat(high).isGreaterThan(8);
    looks.allReady();
    long published = 0;
    for (int second = 5; second <= 20; second += 5) {
      published += 100;
      looks.later(5).see(Looks.rabbitmq(0, 0, 1, published));
      assertThat(looks.desired).as("after %s s", second).isEqualTo(high);
    }
    for (int second = 25; second < 60; second += 5) {
      published += 100;
      looks.later(5).see(Looks.rabbitmq(0, 0, 1, published));
    }
    assertThat(looks.desired).isEqualTo(3);
  }

  @Test
  void notTwiceWithinHalfTheTimeThatPodsAreKept() {
    Looks looks = Looks.with(20).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    History known = Learned.rabbitmq(5, 10, 20).peak(9).history();
    Peaks peaks =
        new Peaks(
            known.peaks().since(),
            List.of(
                new Peaks.Peak(Learned.AT.minusSeconds(19), 9),
                new Peaks.Peak(Learned.AT.minusSeconds(17), 1)));
    looks.history = new History(known.pods(), known.sources(), known.cpu(), peaks, List.of(), null);
    looks.later(1).see(Looks.rabbitmq(0, 0, 1, 0));
    assertThat(looks.desired).isEqualTo(9);
    looks.allReady();
    for (int second = 5; second < 10; second += 5) {
      looks.later(5).see(Looks.rabbitmq(0, 0, 1, second));
      assertThat(looks.desired).as("after %s s", second).isEqualTo(9);
    }
    looks.later(5).see(Looks.rabbitmq(0, 0, 1, 10));
    assertThat(looks.desired).isEqualTo(1);
  }

  @Test
  void removalsAreBoundedByTheHour() {
    Tuning quick =
        new Tuning(
            0.2,
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofSeconds(20),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            0.3,
            Duration.ofMinutes(10),
            50,
            3);
    Looks looks =
        Looks.with(1).policy(Policy.of(1, 50, Duration.ofSeconds(60), 10).withTuning(quick));
    int downs = 0;
    boolean said = false;
    for (int second = 0; second < 3500; second += 5) {
      boolean flood = second % 100 < 20;
      looks
          .later(5)
          .see(new Backlog.Rabbitmq(flood ? 300 : 0, 0, 1, new Backlog.Flow.NotCounted()));
      looks.allReady();
      downs += looks.last.action() && looks.last.desired() < looks.last.current() ? 1 : 0;
      said |=
          looks.last.limitedBy().filter(it -> it.by() == LimitedBy.ACTIONS_PER_HOUR).isPresent();
    }
    assertThat(downs).isEqualTo(3);
    assertThat(said).isTrue();
    assertThat(looks.desired).isGreaterThan(20);
  }

  @Test
  void zeroOnlyWhereAllowedAndWhenNothingWaitedOrArrivedInTheWindow() {
    Looks never = Looks.with(1);
    never.keepSeeing(Looks.rabbitmq(0, 0, 1, 7), Duration.ofMinutes(20));
    assertThat(never.desired).isEqualTo(1);

    Looks allowed =
        Looks.with(1).policy(Policy.of(1, 9, Duration.ofSeconds(60), 100).withScaleToZero(true));
    allowed.keepSeeing(Looks.rabbitmq(0, 0, 1, 7), Duration.ofSeconds(170));
    assertThat(allowed.desired).isEqualTo(1);
    allowed.keepSeeing(Looks.rabbitmq(0, 1, 1, 7), Duration.ofSeconds(5));
    allowed.keepSeeing(Looks.rabbitmq(0, 0, 1, 7), Duration.ofSeconds(165));
    assertThat(allowed.desired).as("a message was being handled").isEqualTo(1);
    allowed.keepSeeing(Looks.rabbitmq(0, 0, 1, 7), Duration.ofSeconds(60));
    assertThat(allowed.desired).isZero();
    allowed.later(5).see(Looks.rabbitmq(1, 0, 1, 8));
    assertThat(allowed.desired).isEqualTo(1);
  }

  @Test
  void notToZeroWhileMessagesTrickle() {
    Looks looks =
        Looks.with(1).policy(Policy.of(1, 9, Duration.ofSeconds(60), 100).withScaleToZero(true));
    for (int second = 0; second < 3600; second += 5) {
      looks.later(5).see(Looks.rabbitmq(0, 0, 1, second / 60));
    }
    assertThat(looks.desired).isEqualTo(1);
  }
}
