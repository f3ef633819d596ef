package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ecommercestack.operator.scaling.Decision.Basis;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpTest {
  @Test
  void theNeedIsArrivalsWithHeadroomPlusBacklogOverTheTimeThatIsLeft() {
    Decision decision = Learned.rabbitmq(100, 10, 12).decide(2000);
    assertThat(decision.numbers().need())
        .as("(100 * 1.2 + 2000 / (60 - 30)) / 10; RabbitMQ knows no rebalance")
        .hasValueCloseTo((120 + 2000.0 / 30) / 10, within(1e-9));
    assertThat(Learned.kafka(100, 10, 12, 100).decide(2000).numbers().need())
        .as("(100 * 1.2 + 2000 / (60 - 30 - 10)) / 10")
        .hasValueCloseTo((120 + 2000.0 / 20) / 10, within(1e-9));
    assertThat(decision.numbers().basis()).isEqualTo(Basis.DRAIN_TIME);
  }

  @Test
  void aDrainTimeThatStartingTakesUpLeavesAQuarterOfItForDraining() {
    Policy hasty = Policy.of(1, 100, Duration.ofSeconds(20), 100);
    Decision decision = Learned.rabbitmq(10, 10, 12).policy(hasty).decide(500);
    assertThat(decision.numbers().need()).hasValueCloseTo((12 + 500.0 / 5) / 10, within(1e-9));
  }

  @Test
  void podsThatKeepUpStay() {
    Decision decision = Learned.rabbitmq(100, 10, 12).decide(100);
    assertThat(decision.desired()).isEqualTo(12);
    assertThat(decision.action()).isFalse();
    assertThat(decision.reason()).contains("12 pods stay as that suffices", "gone in 5 s");
  }

  @Test
  void aRateALittleAboveTheCapacityIsNoReasonBeforeABacklogGrows() {
    assertThat(Learned.rabbitmq(104, 10, 10).decide(50).desired()).isEqualTo(10);
    assertThat(Learned.rabbitmq(104, 10, 10).decide(1600).desired()).isGreaterThan(10);
  }

  @Test
  void aRateFarAboveTheCapacityIsAReasonAtOnce() {
    assertThat(Learned.rabbitmq(400, 10, 10).decide(0).desired()).isGreaterThan(40);
  }

  @Test
  void aBacklogThatIsGoneInTimeIsNoReason() {
    assertThat(Learned.rabbitmq(10, 10, 10).decide(5000).desired()).isEqualTo(10);
    assertThat(Learned.rabbitmq(10, 10, 10).decide(5700).desired()).isGreaterThan(10);
  }

  @Test
  void moreThanMaxReplicasAreNeverAskedFor() {
    Policy small = Policy.of(1, 6, Duration.ofSeconds(60), 100);
    Decision decision = Learned.rabbitmq(400, 10, 1).policy(small).decide(0);
    assertThat(decision.desired()).isEqualTo(6);
    assertThat(decision.limitedBy()).get().extracting("by").isEqualTo(LimitedBy.MAX_REPLICAS);
    assertThat(decision.limitedBy().orElseThrow().sentence()).contains("maxReplicas allows 6");
    Decision still = Learned.rabbitmq(400, 10, 6).policy(small).decide(2000);
    assertThat(still.action()).isFalse();
    assertThat(still.limitedBy()).get().extracting("by").isEqualTo(LimitedBy.MAX_REPLICAS);
    assertThat(still.reason()).contains("maxReplicas allows 6");
  }

  @Test
  void aCountOutsideTheBoundsIsBroughtBackAtOnce() {
    Policy bounds = Policy.of(3, 6, Duration.ofSeconds(60), 100);
    assertThat(Learned.rabbitmq(10, 10, 9).policy(bounds).decide(0).desired()).isEqualTo(6);
    assertThat(Learned.rabbitmq(10, 10, 2).policy(bounds).decide(0).desired()).isEqualTo(3);
    assertThat(Learned.rabbitmq(10, 10, 2).policy(bounds).decide(0).reason())
        .contains("The policy allows 3 to 6: from 2 to 3 pods.");
  }

  @Test
  void withoutAMeasuredSpeedTheLagThresholdCounts() {
    Decision decision = Looks.with(1).see(Looks.rabbitmq(450, 0, 1, 0));
    assertThat(decision.desired()).isEqualTo(5);
    assertThat(decision.numbers().basis()).isEqualTo(Basis.LAG_THRESHOLD);
    assertThat(decision.numbers().servicePerReplica()).isEmpty();
    assertThat(decision.numbers().arrivalPerSecond()).isEmpty();
    assertThat(decision.reason())
        .isEqualTo(
            "450 messages wait in claims; how fast a pod is was not measured yet, so 100 messages"
                + " per pod count. Hence from 1 to 5 pods.");
  }

  @Test
  void jobsOfAMinuteAreNoticedBeforeTheirSpeedIsKnown() {
    Looks looks = Looks.with(1).policy(Policy.of(1, 4, Duration.ofSeconds(90), 100));
    for (int second = 0; second <= 45; second += 5) {
      int published = 1 + second / 15;
      looks.later(5).see(Looks.rabbitmq(published - 1, 1, 1, published));
    }
    assertThat(looks.desired).isBetween(2, 4);
    assertThat(looks.last.reason()).contains("a message takes it 30 s or more");
  }

  @Test
  void quickMessagesDoNotLookLikeLongJobs() {
    Looks looks = Looks.with(1).policy(Policy.of(1, 4, Duration.ofSeconds(90), 100));
    looks.see(Looks.rabbitmq(20, 2, 2, 22));
    looks.later(5).see(Looks.rabbitmq(15, 2, 2, 40));
    looks.later(5).see(Looks.rabbitmq(20, 2, 2, 65));
    assertThat(looks.desired).isEqualTo(1);
  }

  @Test
  void aQueueThatIsNotCountedScalesOnTheLagThreshold() {
    Looks looks = Looks.with(2);
    for (int i = 0; i < 20; i++) {
      looks.later(5).see(new Backlog.Rabbitmq(150, 30, 1, new Backlog.Flow.NotCounted()));
    }
    assertThat(looks.last.numbers().basis()).isEqualTo(Basis.LAG_THRESHOLD);
    assertThat(looks.last.desired()).isEqualTo(2);
    looks.later(5).see(new Backlog.Rabbitmq(850, 30, 1, new Backlog.Flow.NotCounted()));
    assertThat(looks.last.desired()).isEqualTo(9);
  }

  @Test
  void theQueueThatNeedsMostDecides() {
    Learned learned = Learned.rabbitmq(100, 10, 12);
    History known = learned.history();
    QueueHistory one = known.queues().getFirst();
    QueueHistory other =
        new QueueHistory(
            "reports",
            one.identity(),
            one.seenAt(),
            one.parts(),
            one.arrival(),
            one.service(),
            null,
            null);
    History both =
        new History(
            known.pods(),
            java.util.List.of(one, other),
            known.cpu(),
            known.needs(),
            known.actions());
    Decision decision =
        Scaler.decide(
            new Observation(
                Learned.AT.plusMillis(500),
                Replicas.steady(12),
                java.util.List.of(
                    new Source("claims", Measurement.known(Looks.rabbitmq(0, 0, 1, 0), Learned.AT)),
                    new Source(
                        "reports", Measurement.known(Looks.rabbitmq(9000, 0, 1, 0), Learned.AT))),
                Observation.NO_CPU),
            learned.policy(),
            both);
    assertThat(decision.numbers().source()).isEqualTo("reports");
    assertThat(decision.desired()).isGreaterThan(12);
    assertThat(decision.reason()).contains("9000 messages wait in reports");
  }
}
