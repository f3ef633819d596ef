package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static LimitedBy limit(Decision decision) {
    return decision.limitedBy().orElseThrow().by();
  }

  @Test
  void oneHotPartitionAsksForNoPodThatCannotReadIt() {
    Decision decision = Learned.kafka(20, 10, 4, 4).decideByPartition(450_000, 0, 0, 0);
    assertThat(decision.desired()).isEqualTo(4);
    assertThat(limit(decision)).isEqualTo(LimitedBy.HOT_PARTITION);
    assertThat(decision.limitedBy().orElseThrow().sentence())
        .contains("Partition 0 of claims holds 100 %", "spread its keys");
    assertThat(
            Learned.kafka(3, 10, 1, 12)
                .decideByPartition(450_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                .desired())
        .as("one pod for it and at most one for the rest")
        .isLessThanOrEqualTo(2);
  }

  @Test
  void theDrainTimeOfAHotPartitionIsThatOfItsOnlyReader() {
    Decision decision = Learned.kafka(0, 10, 4, 4).decideByPartition(3000, 0, 0, 0);
    assertThat(decision.numbers().predictedDrain()).hasValue(Duration.ofSeconds(300));
  }

  @Test
  void aPartitionThatIsWorkedOffInTimeIsNotHot() {
    assertThat(Learned.kafka(0, 10, 4, 4).decideByPartition(500, 0, 0, 0).limitedBy()).isEmpty();
    assertThat(Learned.kafka(0, 10, 4, 4).decideByPartition(900, 800, 0, 0).limitedBy())
        .get()
        .extracting("by")
        .isEqualTo(LimitedBy.HOT_PARTITION);
    assertThat(Learned.kafka(0, 10, 4, 4).decideByPartition(900, 800, 300, 0).limitedBy())
        .get()
        .extracting("by")
        .isEqualTo(LimitedBy.PARTITIONS);
  }

  @Test
  void morePodsThanPartitionsAreNotAskedFor() {
    Decision decision = Learned.kafka(100, 10, 1, 6).decide(60_000);
    assertThat(decision.desired()).isEqualTo(6);
    assertThat(limit(decision)).isEqualTo(LimitedBy.PARTITIONS);
    assertThat(decision.numbers().cap()).hasValue(6);
    assertThat(decision.limitedBy().orElseThrow().sentence()).contains("claims has 6 partitions");
    Decision there = Learned.kafka(100, 10, 6, 6).decide(60_000);
    assertThat(there.desired()).isEqualTo(6);
    assertThat(there.reason()).contains("more are not allowed or would not help");
    assertThat(limit(there)).isEqualTo(LimitedBy.PARTITIONS);
  }

  @Test
  void podsBeyondBacklogOverPrefetchAreNotAskedFor() {
    Decision decision = Learned.rabbitmq(0.1, 0.05, 3).decide(Looks.rabbitmq(20, 60, 20, 0));
    assertThat(decision.numbers().cap()).hasValue(4);
    assertThat(decision.desired()).isEqualTo(4);
    assertThat(limit(decision)).isEqualTo(LimitedBy.PREFETCH);
    assertThat(decision.limitedBy().orElseThrow().sentence()).contains("20 messages at a time");
  }

  @Test
  void thePrefetchCapLeavesThePodsThatArrivalsNeed() {
    Decision decision = Learned.rabbitmq(300, 10, 20).decide(Looks.rabbitmq(4000, 20, 500, 0));
    assertThat(decision.numbers().cap()).hasValue(36);
    assertThat(decision.desired()).isEqualTo(36);
  }

  @Test
  void aStalledConsumerIsNamedAndNeitherGrowsNorShrinks() {
    Decision decision =
        Learned.kafka(10, 10, 2, 4).stalledFor(Duration.ofSeconds(150)).peak(1).decide(9000);
    assertThat(decision.desired()).isEqualTo(2);
    assertThat(limit(decision)).isEqualTo(LimitedBy.STALLED_CONSUMER);
    assertThat(decision.limitedBy().orElseThrow().sentence())
        .startsWith(
            "Nothing was handled in every partition of claims for 2.5 min although consumers are"
                + " there");
    assertThat(
            Learned.rabbitmq(10, 10, 2)
                .stalledFor(Duration.ofSeconds(150))
                .decide(9000)
                .limitedBy())
        .get()
        .extracting("by")
        .isEqualTo(LimitedBy.STALLED_CONSUMER);
  }

  @Test
  void aStalledPartitionIsLeftOutOfTheNeed() {
    Looks looks = Looks.with(2);
    Looks.Stream stream = new Looks.Stream(2, 10, 0).waiting(2);
    looks.see(stream.kafka());
    for (int second = 5; second <= 200; second += 5) {
      stream.pass(5);
      stream.done[0] = stream.end[0];
      stream.done[1] = 0;
      looks.later(5).see(stream.kafka());
      looks.allReady();
    }
    assertThat(limit(looks.last)).isEqualTo(LimitedBy.STALLED_CONSUMER);
    assertThat(looks.last.limitedBy().orElseThrow().sentence()).contains("partition 1 of claims");
    assertThat(looks.desired).isEqualTo(2);
  }

  @Test
  void aSlowConsumerIsNotStalled() {
    Decision decision =
        Learned.kafka(0.01, 0.01, 2, 4).stalledFor(Duration.ofMinutes(10)).decide(9);
    assertThat(decision.limitedBy().map(Decision.Limit::by))
        .isNotEqualTo(java.util.Optional.of(LimitedBy.STALLED_CONSUMER));
  }

  @Test
  void withoutConsumersNothingIsStalled() {
    Looks looks = Looks.with(2).policy(Policy.of(2, 2, Duration.ofSeconds(60), 100));
    Looks.Stream stream = new Looks.Stream(2, 10, 0).waiting(50);
    looks.ready = 0;
    for (int second = 0; second <= 300; second += 5) {
      stream.pass(5);
      looks.later(5).see(stream.kafka());
    }
    assertThat(looks.last.limitedBy().map(Decision.Limit::by))
        .isNotEqualTo(java.util.Optional.of(LimitedBy.STALLED_CONSUMER));
  }

  @Test
  void aQueueWithoutConsumersGetsNoMorePods() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    for (int i = 0; i < 11; i++) {
      looks.later(5).see(unread(400 * i, 400 * i));
      assertThat(looks.desired).isEqualTo(2);
      assertThat(looks.last.limitedBy()).isEmpty();
    }
    assertThat(looks.last.reason())
        .contains("2 pods stay while messages wait that no consumer handles.");
    for (int i = 11; i < 40; i++) {
      looks.later(5).see(unread(400 * i, 400 * i));
      assertThat(looks.desired).isEqualTo(2);
    }
    assertThat(limit(looks.last)).isEqualTo(LimitedBy.STALLED_CONSUMER);
    assertThat(looks.last.limitedBy().orElseThrow().sentence())
        .startsWith("No consumer reads claims though pods are ready");
    for (int i = 0; i < 60; i++) {
      looks.later(5).see(unread(0, 16_000));
    }
    assertThat(looks.desired).as("when nothing waits any more").isEqualTo(1);
  }

  private static Backlog unread(long waiting, long published) {
    return new Backlog.Rabbitmq(
        waiting, 0, 1, new Backlog.Flow.Counter(published), OptionalInt.of(0));
  }

  @Test
  void anOwnRolloutFreezesTheCountForAWhile() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 50, Duration.ofSeconds(60), 100));
    looks.history = Learned.rabbitmq(20, 10, 2).history();
    looks.rollout = true;
    looks.later(1).see(Looks.rabbitmq(9000, 0, 1, 0));
    assertThat(looks.desired).isEqualTo(2);
    assertThat(limit(looks.last)).isEqualTo(LimitedBy.ROLLOUT);
    looks.later(599).see(Looks.rabbitmq(9000, 0, 1, 0));
    assertThat(looks.desired).isEqualTo(2);
    looks.later(2).see(Looks.rabbitmq(9000, 0, 1, 40));
    assertThat(looks.desired).as("a rollout that hangs").isGreaterThan(2);
  }

  @Test
  void nothingIsLearnedDuringARollout() {
    Looks looks = Looks.with(2);
    Looks.Stream stream = new Looks.Stream(12, 100, 30).waiting(100_000);
    looks.rollout = true;
    looks.see(stream.kafka());
    looks.run(stream, 120);
    assertThat(looks.last.numbers().servicePerReplica()).isEmpty();
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValueCloseTo(100.0, within(1.0));
  }

  @Test
  void ofAMaximumOnlyTheUsefulPartRuns() {
    Learned learned = Learned.kafka(100, 10, 1, 12);
    Decision decision = learned.policy(Policy.of(1, 7, Duration.ofSeconds(60), 100)).decide(60_000);
    assertThat(decision.desired()).as("7 would do no more").isEqualTo(6);
    assertThat(limit(decision)).isEqualTo(LimitedBy.MAX_REPLICAS);
    Decision there =
        Learned.kafka(100, 10, 6, 12)
            .policy(Policy.of(1, 7, Duration.ofSeconds(60), 100))
            .decide(60_000);
    assertThat(there.desired()).isEqualTo(6);
    assertThat(there.reason()).contains("maxReplicas allows 7");
    assertThat(limit(there)).isEqualTo(LimitedBy.MAX_REPLICAS);
    assertThat(
            learned.policy(Policy.of(7, 7, Duration.ofSeconds(60), 100)).decide(60_000).desired())
        .as("the user wants 7")
        .isEqualTo(7);
  }

  @Test
  void aLowerMaximumIsNoNeedOfMorePods() {
    Looks looks = Looks.with(7).policy(Policy.of(1, 3, Duration.ofSeconds(60), 100));
    looks.see(Looks.kafka(0, 0, 0, 0, 0, 0, 0));
    assertThat(looks.desired).isEqualTo(3);
    assertThat(looks.last.reason())
        .contains("The policy allows 1 to 3: from 7 to 3 pods")
        .doesNotContain("needed");
    assertThat(looks.last.limitedBy()).isEmpty();
  }

  @Test
  void whatSomebodyElseSetBackIsAnAdditionAgain() {
    Looks looks = Looks.with(1).policy(Policy.of(1, 100, Duration.ofSeconds(60), 10));
    Backlog waits = new Backlog.Rabbitmq(50, 0, 1, new Backlog.Flow.NotCounted());
    int additions = 0;
    for (int i = 0; i < 60; i++) {
      looks.later(61);
      looks.desired = 1;
      looks.ready = 1;
      looks.see(waits);
      additions += looks.last.action() ? 1 : 0;
    }
    assertThat(additions).isEqualTo(ScalingConstants.ADDITIONS_PER_HOUR);
    assertThat(looks.desired).isEqualTo(1);
  }

  @Test
  void additionsAreBoundedByTheHour() {
    History known = Learned.rabbitmq(300, 10, 2).history();
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < ScalingConstants.ADDITIONS_PER_HOUR; i++) {
      actions.add(new Action(Learned.AT.minusSeconds(3500 - i), 1, 2));
    }
    Looks looks = Looks.with(2).policy(Policy.of(1, 100, Duration.ofSeconds(60), 10));
    looks.history = new History(known.pods(), known.queues(), known.cpu(), known.needs(), actions);
    looks.later(1).see(Looks.rabbitmq(9000, 0, 1, 0));
    assertThat(looks.last.action()).isFalse();
    assertThat(limit(looks.last)).isEqualTo(LimitedBy.ACTIONS_PER_HOUR);
    assertThat(looks.last.limitedBy().orElseThrow().sentence()).contains("would be asked for");
    looks.later(100).see(Looks.rabbitmq(9000, 0, 1, 0));
    assertThat(looks.last.action()).isTrue();
  }
}
