package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LearningTest {
  private static final Policy POLICY = Policy.of(1, 12, Duration.ofSeconds(60), 1_000_000);

  private static SourceHistory source(Looks looks) {
    return looks.history.sources().getFirst();
  }

  @Test
  void theSpeedOfAPodIsLearnedWhileAllPodsAreBusy() {
    Looks looks = Looks.with(3).policy(POLICY);
    Looks.Stream stream = new Looks.Stream(12, 100, 150).waiting(20_000);
    looks.see(stream.kafka());
    looks.run(stream, 60);
    assertThat(source(looks).service().perReplica()).isCloseTo(50, within(0.5));
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValueCloseTo(100.0, within(0.5));
  }

  @Test
  void whatAConsumerHasNotCommittedYetIsNoBacklog() {
    Looks looks = Looks.with(3).policy(POLICY);
    Looks.Stream stream = new Looks.Stream(12, 100, 100).waiting(600);
    looks.see(stream.kafka());
    looks.run(stream, 300);
    assertThat(source(looks).service().known()).isFalse();
  }

  @Test
  void commitsThatComeSeldomAreNoSpeed() {
    Looks looks = Looks.with(3).policy(POLICY);
    Looks.Stream stream = new Looks.Stream(12, 100, 0);
    looks.see(stream.kafka());
    for (int second = 5; second < 600; second += 5) {
      stream.pass(5);
      if (second % 10 == 0) {
        System.arraycopy(stream.end, 0, stream.done, 0, 12);
      }
      looks.later(5).see(stream.kafka());
    }
    if (source(looks).service().known()) {
      assertThat(source(looks).service().perReplica()).isGreaterThan(25);
    }
  }

  @Test
  void ofRabbitmqItIsLearnedWhileMessagesAreReady() {
    Looks looks = Looks.with(2).policy(POLICY);
    looks.see(Looks.rabbitmq(1000, 40, 20, 0));
    for (int i = 1; i <= 6; i++) {
      looks.later(5).see(Looks.rabbitmq(1000L - 50 * i, 40, 20, 100L * i));
    }
    assertThat(source(looks).service().perReplica())
        .as("100 published and 50 fewer in 5 s by 2 pods")
        .isCloseTo(15, within(1e-6));
    Looks idle = Looks.with(2).policy(POLICY);
    idle.see(Looks.rabbitmq(0, 40, 20, 0));
    for (int i = 1; i <= 6; i++) {
      idle.later(5).see(Looks.rabbitmq(0, 40, 20, 100L * i));
    }
    assertThat(source(idle).service().known()).isFalse();
    assertThat(idle.last.numbers().arrivalPerSecond()).hasValueCloseTo(20.0, within(1e-6));
  }

  @Test
  void aRateThatTheBrokerMeasuredCountsAsWell() {
    Looks looks = Looks.with(2).policy(POLICY);
    for (int i = 0; i <= 6; i++) {
      looks.later(5).see(new Backlog.Rabbitmq(1000L - 50 * i, 40, 20, new Backlog.Flow.Rate(20)));
    }
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValueCloseTo(20.0, within(1e-6));
    assertThat(source(looks).service().perReplica()).isCloseTo(15, within(1e-6));
  }

  @Test
  void onlyMembersThatAreBusyCountIfItIsKnownWhoReadsWhat() {
    Looks looks = Looks.with(4).policy(POLICY);
    long[] end = new long[4];
    long[] done = new long[4];
    for (int second = 0; second <= 60; second += 5) {
      List<Backlog.Partition> list = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        end[i] += i == 0 ? 500 : 5;
        done[i] += i == 0 ? 200 : 5;
        list.add(
            new Backlog.Partition(
                i, 0, end[i] + (i == 0 ? 5000 : 0), OptionalLong.of(done[i]), OptionalInt.of(i)));
      }
      looks
          .later(5)
          .see(new Backlog.Kafka("t", list, Backlog.OffsetReset.EARLIEST, OptionalInt.of(4)));
    }
    assertThat(source(looks).service().perReplica()).isCloseTo(40, within(0.5));
  }

  @Test
  void theSameLookAgainTeachesNothing() {
    Looks looks = Looks.with(3).policy(POLICY);
    Looks.Stream stream = new Looks.Stream(12, 100, 150).waiting(20_000);
    looks.see(stream.kafka());
    looks.run(stream, 30);
    SourceHistory before = source(looks);
    looks.see(stream.kafka());
    assertThat(source(looks)).isEqualTo(before);
    Decision stale = looks.later(30).decide(Fact.known(stream.kafka(), looks.now.minusSeconds(30)));
    assertThat(stale.next().sources().getFirst()).isEqualTo(before);
  }

  @Test
  void aTopicThatWasMadeAnewIsNoFloodAndNoRateBelowZero() {
    Looks looks = Looks.with(3).policy(POLICY);
    Looks.Stream stream = new Looks.Stream(12, 100, 150).waiting(20_000);
    looks.see(stream.kafka());
    looks.run(stream, 60);
    Looks.Stream anew = new Looks.Stream(12, 100, 100);
    looks.later(5).see(anew.kafka());
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValueCloseTo(100.0, within(1.0));
    assertThat(looks.last.numbers().servicePerReplica()).hasValueCloseTo(50.0, within(0.5));
    looks.run(anew, 30);
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValueCloseTo(100.0, within(1.0));
  }

  @Test
  void aTopicOfAnotherIdIsAnotherTopic() {
    Looks looks = Looks.with(3).policy(POLICY);
    looks.see(Looks.kafka(10, 10));
    looks.later(5).see(Looks.kafka(10, 10));
    Backlog.Kafka other =
        new Backlog.Kafka(
            "claims-2",
            List.of(
                new Backlog.Partition(
                    0, 0, 9_000_000, OptionalLong.of(9_000_000), OptionalInt.empty()),
                new Backlog.Partition(
                    1, 0, 9_000_000, OptionalLong.of(9_000_000), OptionalInt.empty())),
            Backlog.OffsetReset.EARLIEST,
            OptionalInt.empty());
    looks.later(5).see(other);
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValue(0);
  }

  @Test
  void partitionsThatAreAddedAreNoArrivals() {
    Looks looks = Looks.with(3).policy(POLICY);
    Looks.Stream stream = new Looks.Stream(2, 100, 100);
    looks.see(stream.kafka());
    looks.run(stream, 30);
    Looks.Stream grown = new Looks.Stream(4, 100, 100);
    for (int i = 0; i < 4; i++) {
      grown.end[i] = i < 2 ? stream.end[i] + 250 : 77_000;
      grown.done[i] = i < 2 ? grown.end[i] : 0;
    }
    looks.later(5).see(grown.kafka());
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValueCloseTo(100.0, within(1.0));
    assertThat(looks.last.numbers().lag()).hasValue(154_000);
  }

  @Test
  void startUpIsTheTimeFromTheDecisionToReadyPods() {
    Looks looks = Looks.with(1);
    looks.see(Looks.rabbitmq(350, 0, 1, 0));
    assertThat(looks.desired).isEqualTo(4);
    assertThat(looks.last.numbers().startup()).isEqualTo(Tuning.DEFAULT.startup());
    for (int i = 0; i < 8; i++) {
      looks.later(5).see(Looks.rabbitmq(350, 0, 1, 0));
    }
    looks.allReady().later(5).see(Looks.rabbitmq(350, 0, 1, 0));
    assertThat(looks.last.numbers().startup()).isEqualTo(Duration.ofSeconds(45));
    looks.later(5).see(Looks.rabbitmq(900, 0, 1, 0));
    looks.later(15).allReady().see(Looks.rabbitmq(900, 0, 1, 0));
    assertThat(looks.last.numbers().startup())
        .as("half of 45 and 15")
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aStartUpDuringARolloutOrThatNeverEndsIsNotLearned() {
    Looks looks = Looks.with(1);
    looks.see(Looks.rabbitmq(350, 0, 1, 0));
    looks.rollout = true;
    looks.later(100).allReady().see(Looks.rabbitmq(350, 0, 1, 0));
    assertThat(looks.last.numbers().startup()).isEqualTo(Tuning.DEFAULT.startup());
    Looks never = Looks.with(1);
    never.see(Looks.rabbitmq(350, 0, 1, 0));
    for (int i = 0; i < 125; i++) {
      never.later(5).see(Looks.rabbitmq(350, 0, 1, 0));
    }
    assertThat(never.history.pods().step()).isNull();
    never.allReady().later(5).see(Looks.rabbitmq(350, 0, 1, 0));
    assertThat(never.last.numbers().startup()).isEqualTo(Tuning.DEFAULT.startup());
  }

  @Test
  void aStartUpOfMinutesIsLearned() {
    Looks looks = Looks.with(1);
    looks.see(Looks.rabbitmq(350, 0, 1, 0));
    for (int second = 5; second < 400; second += 5) {
      looks.later(5).see(Looks.rabbitmq(350, 0, 1, 0));
    }
    looks.allReady().later(5).see(Looks.rabbitmq(350, 0, 1, 0));
    assertThat(looks.last.numbers().startup()).isEqualTo(Duration.ofSeconds(400));
  }

  @Test
  void aTimeInWhichNobodyLookedIsNoStartUp() {
    for (int gap : new int[] {90, 590, 700}) {
      Looks looks = Looks.with(1);
      looks.see(Looks.rabbitmq(350, 0, 1, 0));
      looks.later(5).see(Looks.rabbitmq(350, 0, 1, 0));
      looks.later(gap).allReady().see(Looks.rabbitmq(350, 0, 1, 0));
      assertThat(looks.last.numbers().startup()).isEqualTo(Tuning.DEFAULT.startup());
      assertThat(looks.history.pods().step()).isNull();
    }
  }

  @Test
  void aTimeInWhichNobodyLookedIsNoRebalance() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 2, Duration.ofSeconds(60), 100));
    Looks.Stream stream = new Looks.Stream(12, 200, 100).waiting(90_000);
    looks.see(stream.kafka());
    looks.run(stream, 60);
    looks.policy(Policy.of(1, 12, Duration.ofSeconds(60), 100)).later(5);
    stream.pass(5);
    looks.see(stream.kafka());
    looks.run(stream, 10);
    looks.later(300);
    looks.run(stream.rates(200, 600), 30);
    assertThat(looks.last.numbers().rebalance()).isEqualTo(Tuning.DEFAULT.rebalance());
  }

  @Test
  void aTopicThatGrowsBetweenTwoLooksThatAreTooCloseIsBelieved() {
    for (int late : new int[] {0, 30}) {
      Looks looks = Looks.with(3).policy(POLICY);
      Looks.Stream stream = new Looks.Stream(2, 100, 150).waiting(20_000);
      looks.see(stream.kafka());
      looks.run(stream, 60);
      Backlog grown = Looks.kafka(10, 10, 10, 10);
      looks.decide(Fact.known(grown, looks.now.minusSeconds(late)));
      assertThat(looks.last.numbers().lag()).hasValue(40);
      assertThat(looks.last.numbers().servicePerReplica()).isPresent();
      looks.decide(Fact.known(Looks.kafka(7), looks.now.minusSeconds(late)));
      assertThat(looks.last.numbers().lag()).hasValue(7);
    }
  }

  @Test
  void aRebalanceLastsUntilTheGroupIsAsFastAsBefore() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 2, Duration.ofSeconds(60), 100));
    Looks.Stream stream = new Looks.Stream(12, 200, 100).waiting(30_000);
    looks.see(stream.kafka());
    looks.run(stream, 60);
    looks.policy(Policy.of(1, 12, Duration.ofSeconds(60), 100)).later(5);
    stream.pass(5);
    looks.see(stream.kafka());
    assertThat(looks.desired).isEqualTo(12);
    looks.run(stream.rates(200, 100), 5);
    looks.run(stream.rates(200, 0), 20);
    looks.run(stream.rates(200, 600), 30);
    assertThat(looks.last.numbers().rebalance().toSeconds()).isBetween(15L, 25L);
    assertThat(source(looks).service().perReplica()).isCloseTo(50, within(2.0));
  }

  @Test
  void stepsThatBringLittleEndInACeilingWithALaterAttempt() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 2, Duration.ofSeconds(60), 100));
    long waiting = 50_000;
    long published = 0;
    looks.see(Looks.rabbitmq(waiting, 0, 1, 0));
    for (int i = 0; i < 12; i++) {
      published += 300;
      waiting += 200;
      looks.later(5).see(Looks.rabbitmq(waiting, 0, 1, published));
    }
    looks.policy(Policy.of(1, 1000, Duration.ofSeconds(60), 100));
    int first = 0;
    int ups = 0;
    for (int second = 5; second < 560; second += 5) {
      published += 300;
      waiting += 190;
      looks.later(5).see(Looks.rabbitmq(waiting, 0, 1, published));
      looks.allReady();
      ups += looks.last.action() ? 1 : 0;
      first = first == 0 && looks.last.action() ? looks.desired : first;
    }
    assertThat(ups).isEqualTo(1);
    assertThat(looks.last.limitedBy()).get().extracting("by").isEqualTo(LimitedBy.DOWNSTREAM);
    assertThat(looks.last.limitedBy().orElseThrow().sentence())
        .contains("The last step, to " + first + " pods, brought", "More will be tried in");
    assertThat(looks.last.numbers().servicePerReplica()).hasValueCloseTo(10.0, within(0.5));
    int most = 0;
    for (int second = 0; second < 300; second += 5) {
      published += 300;
      waiting += 190;
      looks.later(5).see(Looks.rabbitmq(waiting, 0, 1, published));
      looks.allReady();
      most = Math.max(most, looks.desired);
    }
    assertThat(most).as("an attempt of a quarter more").isEqualTo(first + first / 4);
    assertThat(looks.desired).as("it brought nothing").isEqualTo(first);
    assertThat(source(looks).ceiling()).extracting(it -> it.pods()).isEqualTo(first);
    assertThat(looks.last.limitedBy().orElseThrow().sentence())
        .contains("The last step, to " + most + " pods, brought");
    assertThat(source(looks).ceiling())
        .extracting(it -> it == null ? Duration.ZERO : it.patience())
        .isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void aCeilingIsLiftedWhenPodsBecomeFaster() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 2, Duration.ofSeconds(60), 100));
    long waiting = 50_000;
    long published = 0;
    looks.see(Looks.rabbitmq(waiting, 0, 1, 0));
    for (int i = 0; i < 12; i++) {
      published += 300;
      waiting += 200;
      looks.later(5).see(Looks.rabbitmq(waiting, 0, 1, published));
    }
    looks.policy(Policy.of(1, 1000, Duration.ofSeconds(60), 100));
    for (int second = 0; second < 120; second += 5) {
      published += 300;
      waiting += 190;
      looks.later(5).see(Looks.rabbitmq(waiting, 0, 1, published));
      looks.allReady();
    }
    assertThat(source(looks).ceiling()).isNotNull();
    for (int second = 0; second < 120; second += 5) {
      published += 300;
      waiting -= 200;
      looks.later(5).see(Looks.rabbitmq(waiting, 0, 1, published));
      looks.allReady();
    }
    assertThat(source(looks).ceiling()).isNull();
  }

  @Test
  void stepsThatBringWhatTheyShouldLeaveNoCeiling() {
    ClosedLoop loop = new ClosedLoop();
    loop.arrivals = second -> second < 600 ? 40 : 400;
    loop.run(1800);
    assertThat(loop.decisions)
        .allSatisfy(it -> assertThat(it.next().sources().getFirst().ceiling()).isNull());
  }
}
