package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ecommercestack.operator.scaling.Backlog.OffsetReset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is not learned from an outage or from pods that just started. */
class UnusualTimesTest {
  private static final Policy POLICY = Policy.of(1, 12, Duration.ofSeconds(60), 1_000_000);

  private static QueueHistory source(Looks looks) {
    return looks.history.queues().getFirst();
  }

  @Test
  void afterAnOutageMoreMessagesThanBeforeAreBelieved() {
    Looks looks = Looks.with(3).policy(POLICY);
    Looks.Stream stream = new Looks.Stream(12, 120, 120);
    looks.see(stream.kafka());
    looks.run(stream, 120);
    stream.rates(240, 240).pass(120);
    looks.later(120).see(stream.kafka());
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValueCloseTo(240.0, within(1.0));
  }

  private static Backlog.Kafka kafka(long logStart, long committed) {
    return kafka(logStart, committed, committed);
  }

  private static Backlog.Kafka kafka(long logStart, long... committed) {
    List<Backlog.Partition> partitions = new ArrayList<>();
    for (int id = 0; id < 2; id++) {
      partitions.add(
          new Backlog.Partition(
              id, logStart, 300_000, OptionalLong.of(committed[id]), OptionalInt.of(id)));
    }
    return new Backlog.Kafka("claims-1", partitions, OffsetReset.EARLIEST, OptionalInt.of(2));
  }

  @Test
  void podsThatHangAreNotTakenForSlow() {
    Looks looks = Looks.with(2).policy(Policy.of(1, 40, Duration.ofSeconds(60), 1_000_000));
    looks.see(Looks.rabbitmq(500, 0, 1, 0));
    for (int i = 1; i <= 24; i++) {
      looks.later(5).see(Looks.rabbitmq(500, 0, 1, 100L * i));
    }
    assertThat(source(looks).service().perPod()).isCloseTo(10, within(1e-6));
    for (int i = 0; i < 22; i++) {
      looks.later(5).see(Looks.rabbitmq(500, 0, 1, 2400));
    }
    assertThat(source(looks).service().perPod()).as("110 s later").isGreaterThan(5);
  }

  @Test
  void aLookByAClockThatIsAnHourAheadFreezesNothing() {
    Looks looks = Looks.with(3).policy(Policy.of(1, 12, Duration.ofSeconds(60), 100));
    Looks.Stream stream = new Looks.Stream(12, 100, 150).waiting(20_000);
    looks.see(stream.kafka());
    looks.run(stream, 60);
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValueCloseTo(100.0, within(0.5));
    looks.later(3600).see(stream.kafka());
    looks.later(-3600);
    looks.allReady().run(stream.rates(10, 600), 300);
    assertThat(looks.last.numbers().arrivalPerSecond()).hasValueCloseTo(10.0, within(0.5));
    assertThat(source(looks).service().known()).as("what was learned before").isTrue();
    assertThat(looks.history.needs().since()).isBefore(looks.now);
    assertThat(looks.history.actions()).allSatisfy(it -> assertThat(it.at()).isBefore(looks.now));
    looks.run(stream, 600);
    assertThat(looks.desired).isEqualTo(1);
  }

  @Test
  void whatPodsHandleThatAreNotReadyIsNoSpeedOfTheOthers() {
    for (OptionalInt consumers : new OptionalInt[] {OptionalInt.empty(), OptionalInt.of(4)}) {
      Looks looks = Looks.with(4).policy(Policy.of(4, 4, Duration.ofSeconds(60), 1_000_000));
      for (int i = 0; i <= 12; i++) {
        looks.later(5).see(rabbitmq(100L * i, consumers));
      }
      assertThat(source(looks).service().perPod()).isCloseTo(5, within(1e-6));
      looks.ready = 1;
      for (int i = 13; i <= 30; i++) {
        looks.later(5).see(rabbitmq(100L * i, consumers));
      }
      assertThat(source(looks).service().perPod()).isCloseTo(5, within(1e-6));
      boolean measured = looks.now.equals(source(looks).service().learnedAt());
      assertThat(measured).as("consumers " + consumers).isEqualTo(consumers.isPresent());
    }
  }

  private static Backlog rabbitmq(long published, OptionalInt consumers) {
    return new Backlog.Rabbitmq(10_000, 0, 1, new Backlog.Flow.Counter(published), consumers);
  }

  /** Two pods, of which each handled 50 messages of a partition in 5 s, for a minute. */
  private static Looks twoReaders() {
    Looks looks = Looks.with(2).policy(POLICY);
    looks.see(kafka(0, 0));
    for (int i = 1; i <= 12; i++) {
      looks.later(5).see(kafka(0, 50L * i));
    }
    assertThat(source(looks).service().perPod()).isCloseTo(10, within(1e-6));
    return looks;
  }

  @Test
  void halfAMinuteInWhichNothingIsHandledIsNoSpeed() {
    Looks looks = twoReaders();
    for (int i = 0; i < 6; i++) {
      looks.later(5).see(kafka(0, 600));
      assertThat(source(looks).service().perPod()).isGreaterThan(9.5);
    }
    for (int i = 1; i <= 6; i++) {
      looks.later(5).see(kafka(0, 600 + 50L * i));
      assertThat(source(looks).service().perPod()).isGreaterThan(9.5);
    }
  }

  @Test
  void ofCommitsThatComeSeldomTheTimeBeforeCounts() {
    Looks looks = twoReaders();
    for (int i = 1; i <= 20; i++) {
      looks.later(5).see(kafka(0, 600 + 100L * (i / 4)));
    }
    assertThat(source(looks).service().perPod()).isCloseTo(5, within(1.5));
  }
}
