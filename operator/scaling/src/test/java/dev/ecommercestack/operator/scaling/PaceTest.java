package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pods of which it is not known how fast they are, as after a start without the history. */
class PaceTest {
  private long published;

  /** Sees a RabbitMQ queue in which nothing waits, for some time, every 5 seconds. */
  private Looks run(Looks looks, int rate, int seconds) {
    for (int i = 0; i < seconds; i += 5) {
      looks.later(5).allReady();
      published += 5L * rate;
      looks.see(Looks.rabbitmq(0, 0, 1, published));
    }
    return looks;
  }

  @Test
  void aLoadedGroupIsLeftAloneWhenTheOperatorStartsWithoutItsHistory() {
    for (int rate : new int[] {280, 500}) {
      ClosedLoop loop = new ClosedLoop();
      loop.arrivals = second -> rate;
      loop.initial = 12;
      loop.startup = 120;
      loop.forgets = second -> second == 600;
      loop.run(600 + 3600);
      assertThat(loop.actions.stream().filter(it -> it >= 600)).as("at %s/s", rate).isEmpty();
      assertThat(loop.secondsOver).isZero();
    }
  }

  @Test
  void podsGoByAQuarterAndNotBeforeTenMinutesAndNoFurtherThanWasSeen() {
    Looks looks =
        run(Looks.with(12).policy(Policy.of(1, 20, Duration.ofSeconds(60), 100)), 120, 60);
    run(looks, 70, 595);
    assertThat(looks.desired).as("120/s arrived 10 minutes ago").isEqualTo(12);
    assertThat(looks.last.reason())
        .endsWith(
            "Fewer pods would do, but 12 were needed within the last 10 min: 12 pods stay for"
                + " now.");
    while (looks.desired == 12) {
      run(looks, 70, 5);
    }
    assertThat(looks.desired).isEqualTo(9);
    assertThat(looks.now).isBefore(Looks.START.plusSeconds(60 + 700));
    assertThat(looks.last.reason())
        .endsWith(
            "No more than 7 pods were needed for 10 min, but only some go at once as it is not"
                + " known how fast a pod is: from 12 to 9 pods.");
    run(looks, 70, 295);
    assertThat(looks.desired).as("half of the ten minutes later").isEqualTo(9);
    assertThat(looks.last.reason())
        .endsWith("others went less than 5 min ago: 9 pods stay for now.");
    run(looks, 70, 5);
    assertThat(looks.desired).as("10/s were seen of each pod").isEqualTo(7);
    run(looks, 70, 1200);
    assertThat(looks.desired).isEqualTo(7);
    assertThat(looks.last.reason())
        .endsWith(
            "7 pods stay: fewer might do, but each would get more than pods were seen to handle.");
  }

  @Test
  void podsThatDoTooLittleForThatGoInTheEnd() {
    Looks looks = run(Looks.with(8), 40, 3600);
    assertThat(looks.desired).isEqualTo(8);
    run(looks, 40, 3600);
    assertThat(looks.desired).isLessThan(8);
    run(looks, 40, 12 * 3600);
    assertThat(looks.desired).isEqualTo(1);
  }

  @Test
  void partitionsBoundWhatAPodWasSeenToDo() {
    Looks looks = Looks.with(9);
    Looks.Stream stream = new Looks.Stream(12, 20, 20);
    looks.see(stream.kafka());
    looks.run(stream, 590);
    assertThat(looks.desired).isEqualTo(9);
    looks.run(stream, 120);
    assertThat(looks.desired).as("one of 9 pods reads as much as one of 6").isEqualTo(6);
    looks.run(stream, 1800);
    assertThat(looks.desired).isEqualTo(6);
  }

  @Test
  void whereArrivalsAreNotCountedAtMostHalfOfThePodsGo() {
    Looks looks = Looks.with(9);
    Backlog backlog = new Backlog.Rabbitmq(50, 0, 1, new Backlog.Flow.NotCounted());
    looks.keepSeeing(backlog, Duration.ofSeconds(200));
    assertThat(looks.desired).isEqualTo(5);
  }
}
