package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.scaling.Decision.Basis;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnknownTest {
  @Test
  void theCountIsHeldAndTheReasonNamed() {
    Looks looks = Looks.with(7);
    looks.seeNothing();
    assertThat(looks.desired).isEqualTo(7);
    assertThat(looks.last.action()).isFalse();
    assertThat(looks.last.numbers().basis()).isEqualTo(Basis.UNKNOWN);
    assertThat(looks.last.numbers().lag()).isEmpty();
    assertThat(looks.last.numbers().need()).isEmpty();
    assertThat(looks.last.limitedBy())
        .get()
        .extracting("by")
        .isEqualTo(LimitedBy.BROKER_UNAVAILABLE);
    assertThat(looks.last.reason())
        .isEqualTo(
            "7 pods stay while it is not known what waits in claims. What waits in claims is not"
                + " known: the broker did not answer within 5s. No pod is removed meanwhile.");
  }

  @Test
  void noPodIsTakenAwayHoweverLongItLasts() {
    Looks looks = Looks.with(7);
    Looks.Stream idle = new Looks.Stream(12, 0, 0);
    looks.see(idle.kafka());
    looks.run(idle, 35);
    for (int i = 0; i < 2000; i++) {
      looks.later(5).seeNothing();
    }
    assertThat(looks.desired).isEqualTo(7);
    looks.run(idle, 40);
    assertThat(looks.desired).as("a new window begins when it is seen again").isEqualTo(7);
    looks.run(idle, 30);
    assertThat(looks.desired).isLessThan(7);
  }

  @Test
  void aLookThatFailsNowAndThenDoesNotKeepPodsForEver() {
    Looks looks = Looks.with(7);
    Looks.Stream idle = new Looks.Stream(12, 0, 0);
    for (int i = 0; i < 60; i++) {
      looks.run(idle, 20);
      looks.later(5).seeNothing();
    }
    assertThat(looks.desired).isEqualTo(1);
  }

  @Test
  void oneUnknownQueueKeepsPodsButAnotherMayAskForMore() {
    Looks looks = Looks.with(3);
    Source blind = new Source("claims", Measurement.unknown("timeout"));
    looks.decide(
        java.util.List.of(
            blind, new Source("jobs", Measurement.known(Looks.rabbitmq(900, 0, 1, 0), looks.now))));
    assertThat(looks.desired).isEqualTo(9);
    for (int i = 0; i < 400; i++) {
      looks.later(5);
      looks.decide(
          java.util.List.of(
              blind, new Source("jobs", Measurement.known(Looks.rabbitmq(0, 0, 1, 0), looks.now))));
    }
    assertThat(looks.desired).isEqualTo(9);
    assertThat(looks.last.limitedBy())
        .get()
        .extracting("by")
        .isEqualTo(LimitedBy.BROKER_UNAVAILABLE);
  }

  @Test
  void whatWasSeenLongAgoIsUnknown() {
    Looks looks = Looks.with(7);
    Looks.Stream idle = new Looks.Stream(12, 0, 0);
    Measurement<Backlog> seen = Measurement.known(idle.kafka(), looks.now);
    for (int i = 0; i < 12; i++) {
      looks.later(5).decide(seen);
      assertThat(looks.last.limitedBy()).isEmpty();
    }
    for (int i = 0; i < 120; i++) {
      looks.later(5).decide(seen);
      assertThat(looks.desired).isEqualTo(7);
    }
    assertThat(looks.last.reason())
        .contains("What waits in claims is not known: it was last read 11 min ago. No pod");
    assertThat(looks.last.limitedBy())
        .get()
        .extracting("by")
        .isEqualTo(LimitedBy.BROKER_UNAVAILABLE);
  }

  @Test
  void aCpuUseOfLongAgoIsUnknown() {
    Looks looks =
        Looks.with(7).policy(Policy.of(1, 9, Duration.ofSeconds(60), 100).withCpuTarget(0.7));
    looks.cpu = Measurement.known(0.1, looks.now);
    Looks.Stream idle = new Looks.Stream(12, 0, 0);
    looks.see(idle.kafka());
    looks.run(idle, 600);
    assertThat(looks.desired).isEqualTo(1);
    assertThat(looks.last.cpuUnknown()).hasValue("it was last read 10 min ago");
  }

  @Test
  void whatWasLearnedSurvivesABlindTime() {
    Looks looks = Looks.with(2);
    looks.history = Learned.kafka(50, 20, 2, 12).history();
    looks.later(5).seeNothing();
    assertThat(looks.history.queues()).hasSize(1);
    assertThat(looks.history.queues().getFirst().service().perPod()).isEqualTo(20);
  }

  @Test
  void unknownCpuOnlyDropsTheCpuPart() {
    Looks looks =
        Looks.with(7).policy(Policy.of(1, 9, Duration.ofSeconds(60), 100).withCpuTarget(0.7));
    looks.cpu = Measurement.unknown("there is no metrics server");
    Looks.Stream idle = new Looks.Stream(12, 0, 0);
    looks.see(idle.kafka());
    looks.run(idle, 1000);
    assertThat(looks.desired).isEqualTo(1);
    assertThat(looks.last.cpuUnknown()).hasValue("there is no metrics server");
    assertThat(looks.last.limitedBy()).isEmpty();
  }
}
