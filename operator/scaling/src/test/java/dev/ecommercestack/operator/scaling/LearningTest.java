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

  private static QueueHistory source(Looks looks) {
    return looks.history.queues().getFirst();
  }

  /** Three pods that watched partitions for some seconds. */
  private static Looks watching(Looks.Stream stream, int seconds) {
    Looks looks = Looks.with(3).policy(POLICY);
    looks.see(stream.kafka());
    looks.run(stream, seconds);
    return looks;
  }

  @Test
  void theSpeedOfAPodIsLearnedWhileAllPodsAreBusy() {
    Looks.Stream stream = new Looks.Stream(12, 100, 150).waiting(20_000);
    Looks looks = watching(stream, 60);
    assertThat(source(looks).service().perPod()).isCloseTo(50, within(0.5));
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValueCloseTo(100.0, within(0.5));
  }

  @Test
  void whatAConsumerHasNotCommittedYetIsNoBacklog() {
    Looks.Stream stream = new Looks.Stream(12, 100, 100).waiting(600);
    Looks looks = watching(stream, 300);
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
      assertThat(source(looks).service().perPod()).isGreaterThan(25);
    }
  }

  @Test
  void ofRabbitmqItIsLearnedWhileMessagesAreReady() {
    Looks looks = Looks.with(2).policy(POLICY);
    looks.see(Looks.rabbitmq(1000, 40, 20, 0));
    for (int i = 1; i <= 6; i++) {
      looks.later(5).see(Looks.rabbitmq(1000L - 50 * i, 40, 20, 100L * i));
    }
    assertThat(source(looks).service().perPod())
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
    assertThat(source(looks).service().perPod()).isCloseTo(15, within(1e-6));
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
    assertThat(source(looks).service().perPod()).isCloseTo(40, within(0.5));
  }

  @Test
  void theSameLookAgainTeachesNothing() {
    Looks.Stream stream = new Looks.Stream(12, 100, 150).waiting(20_000);
    Looks looks = watching(stream, 30);
    QueueHistory before = source(looks);
    looks.see(stream.kafka());
    assertThat(source(looks)).isEqualTo(before);
    Decision stale =
        looks.later(30).decide(Measurement.known(stream.kafka(), looks.now.minusSeconds(30)));
    assertThat(stale.next().queues().getFirst()).isEqualTo(before);
  }

  @Test
  void aTopicThatWasMadeAnewIsNoFloodAndNoRateBelowZero() {
    Looks.Stream stream = new Looks.Stream(12, 100, 150).waiting(20_000);
    Looks looks = watching(stream, 60);
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
    Looks.Stream stream = new Looks.Stream(2, 100, 100);
    Looks looks = watching(stream, 30);
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
  void aTopicThatGrowsBetweenTwoLooksThatAreTooCloseIsBelieved() {
    for (int late : new int[] {0, 30}) {
      Looks.Stream stream = new Looks.Stream(2, 100, 150).waiting(20_000);
      Looks looks = watching(stream, 60);
      Backlog grown = Looks.kafka(10, 10, 10, 10);
      looks.decide(Measurement.known(grown, looks.now.minusSeconds(late)));
      assertThat(looks.last.numbers().lag()).hasValue(40);
      assertThat(looks.last.numbers().servicePerReplica()).isPresent();
      looks.decide(Measurement.known(Looks.kafka(7), looks.now.minusSeconds(late)));
      assertThat(looks.last.numbers().lag()).hasValue(7);
    }
  }
}
