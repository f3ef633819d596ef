package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The sentences of a decision say what is, what was decided and why. */
class ReasonTest {
  @Test
  void moreThanADrainTimeOfBacklogAddsPods() {
    assertThat(Learned.rabbitmq(50, 10, 6).decide(3000).reason())
        .isEqualTo(
            "3000 messages wait in claims, 50/s arrive; one pod handles 10/s. With 6 pods the"
                + " backlog would take 5 min, longer than the drain time of 60 s: from 6 to 16"
                + " pods, at full speed in about 30 s.");
  }

  @Test
  void aRateAboveTheCapacityAddsPods() {
    assertThat(Learned.kafka(400, 10, 10, 100).decide(0).reason())
        .contains("With 10 pods the drain time of 60 s would not hold: from 10 to 50 pods");
  }

  @Test
  void podsThatComeTooLateAreSaidTo() {
    Policy hasty = Policy.of(1, 100, Duration.ofSeconds(20), 100);
    assertThat(Learned.rabbitmq(50, 10, 6).policy(hasty).decide(3000).reason())
        .endsWith("at full speed in about 30 s, which is longer than the drain time itself.");
  }

  @Test
  void enoughPodsStay() {
    assertThat(Learned.rabbitmq(50, 10, 6).peak(6).decide(0).reason())
        .isEqualTo(
            "No message waits in claims, 50/s arrive; one pod handles 10/s. 6 pods stay as that"
                + " suffices.");
    assertThat(Learned.rabbitmq(50, 10, 6).peak(6).decide(100).reason())
        .endsWith("6 pods stay as that suffices: the backlog is gone in 10 s.");
  }

  @Test
  void podsThatWereNeededLatelyStay() {
    assertThat(Learned.rabbitmq(50, 10, 20).peak(20).decide(0).reason())
        .endsWith("20 pods stay as 20 were needed within the last 30 s.");
  }

  @Test
  void podsStayUntilFewerSufficedForTheWholeTime() {
    assertThat(Learned.rabbitmq(50, 10, 20).decide(0).reason())
        .endsWith("20 pods stay until fewer suffice for 30 s.");
  }

  @Test
  void fewerPodsAndWhy() {
    assertThat(Learned.rabbitmq(50, 10, 20).peak(9).decide(0).reason())
        .endsWith("No more than 9 pods were needed for 30 s: from 20 to 9 pods.");
    Policy four = Policy.of(4, 100, Duration.ofSeconds(60), 100);
    assertThat(Learned.rabbitmq(5, 10, 20).policy(four).peak(1).decide(0).reason())
        .endsWith(
            "No more than 1 pod was needed for 30 s, and the minimum is 4: from 20 to 4 pods.");
  }

  @Test
  void morePodsThanAllowedAreNotAddedAndTheLimitIsNamed() {
    Policy two = Policy.of(1, 2, Duration.ofSeconds(60), 100);
    assertThat(Learned.rabbitmq(50, 10, 2).policy(two).decide(3000).reason())
        .endsWith(
            "2 pods stay as more are not allowed or would not help: the backlog is not handled."
                + " 16 pods would be needed, maxReplicas allows 2.");
  }

  @Test
  void theFirstCheckThatHoldsIsNamed() {
    Looks looks = Looks.with(6);
    looks.history = Learned.rabbitmq(10, 10, 6).peak(2).history();
    looks.rollout = true;
    looks.later(1).see(Looks.rabbitmq(0, 0, 1, 0));
    assertThat(looks.last.reason())
        .endsWith("6 pods stay while pods are being replaced, for at most 10 min.");
  }

  @Test
  void boundsThatChangedAreSaidTo() {
    Policy small = Policy.of(1, 3, Duration.ofSeconds(60), 100);
    assertThat(Learned.rabbitmq(50, 10, 7).policy(small).decide(0).reason())
        .contains("The policy allows 1 to 3: from 7 to 3 pods.");
  }

  @Test
  void aQueueThatIsNotCountedUsesTheLagThreshold() {
    Looks looks = Looks.with(2);
    looks.see(new Backlog.Rabbitmq(450, 0, 1, new Backlog.Flow.NotCounted()));
    assertThat(looks.last.reason())
        .isEqualTo(
            "450 messages wait in claims; its broker does not count what arrives, so 100 messages"
                + " per pod count. Hence from 2 to 5 pods.");
  }

  @Test
  void consumersThatNobodyCountsAreNotSaidToBeThere() {
    assertThat(Learned.rabbitmq(50, 10, 6).stalledFor(Duration.ofMinutes(3)).decide(90).reason())
        .contains(
            "6 pods stay while messages wait that no consumer handles. Nothing was handled in claims"
                + " for 3 min although pods are ready");
  }

  @Test
  void everyCheckHasANameAndASentence() {
    for (List<Check> checks : List.of(Check.AGAINST_ADDING, Check.AGAINST_REMOVING)) {
      assertThat(checks)
          .extracting(Check::name)
          .doesNotHaveDuplicates()
          .allMatch(it -> !it.isBlank());
    }
  }

  @Test
  void unknownCpuIsNamed() {
    Looks looks =
        Looks.with(2).policy(Policy.of(1, 9, Duration.ofSeconds(60), 100).withCpuTarget(0.7));
    looks.cpu = Measurement.unknown("the metrics API does not answer");
    looks.see(new Backlog.Rabbitmq(0, 0, 1, new Backlog.Flow.Counter(0), OptionalInt.of(2)));
    assertThat(looks.last.reason())
        .startsWith(
            "The CPU use is not known and plays no part: the metrics API does not answer. ");
    assertThat(looks.last.cpuUnknown()).hasValue("the metrics API does not answer");
  }
}
