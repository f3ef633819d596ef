package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownTest {
  @Test
  void podsGoStraightToTheMostThatWereNeededInTheWindow() {
    Decision decision = Learned.rabbitmq(50, 10, 20).peak(9).decide(0);
    assertThat(decision.desired()).isEqualTo(9);
    assertThat(decision.action()).isTrue();
    assertThat(decision.reason())
        .contains("No more than 9 pods were needed for 30 s: from 20 to 9 pods.");
  }

  @Test
  void notBeforeFewerPodsSufficedForTheWholeWindow() {
    Looks looks = Looks.with(6);
    looks.history = Learned.kafka(20, 10, 6, 12).history();
    Looks.Stream stream = new Looks.Stream(12, 20, 20);
    looks.later(5).see(stream.kafka());
    looks.run(stream, 35);
    assertThat(looks.desired).isEqualTo(6);
    assertThat(looks.last.reason()).contains("6 pods stay until fewer suffice for 40 s.");
    looks.run(stream, 10);
    assertThat(looks.desired).isLessThan(6);
  }

  @Test
  void onlyIfTheDrainTimeHoldsWithFewer() {
    assertThat(Learned.rabbitmq(50, 10, 20).peak(9).decide(3000).desired())
        .as("(60 + 3000 / 30) / 10")
        .isEqualTo(16);
    assertThat(Learned.rabbitmq(50, 10, 20).peak(9).decide(6000).desired()).isEqualTo(20);
  }

  @Test
  void whatWaitsPlaysNoPartInGoingDownToALimit() {
    History known = Learned.rabbitmq(80, 10, 6).peak(1).history();
    QueueHistory queue = known.queues().getFirst();
    DownstreamLimit limit = new DownstreamLimit(4, 80, 0.1, Learned.AT);
    QueueHistory bound =
        new QueueHistory(
            queue.name(),
            queue.identity(),
            queue.seenAt(),
            queue.parts(),
            queue.arrival(),
            queue.service(),
            null,
            limit);
    for (int waiting : new int[] {0, 12, 9000}) {
      Looks looks = Looks.with(6).policy(Policy.of(1, 100, Duration.ofSeconds(60), 100));
      looks.history =
          new History(known.pods(), List.of(bound), known.cpu(), known.needs(), List.of());
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
    for (int second = 25; second < 90; second += 5) {
      published += 100;
      looks.later(5).see(Looks.rabbitmq(0, 0, 1, published));
    }
    assertThat(looks.desired).isEqualTo(3);
  }

  private static Looks after(List<Action> actions) {
    History known = Learned.rabbitmq(50, 10, 20).peak(9).history();
    Looks looks = Looks.with(20).policy(Policy.of(1, 100, Duration.ofSeconds(60), 100));
    looks.history = new History(known.pods(), known.queues(), known.cpu(), known.needs(), actions);
    looks.now = Learned.AT.plusMillis(500);
    looks.see(Looks.rabbitmq(0, 0, 1, 0));
    return looks;
  }

  @Test
  void podsAreKeptForTwiceAsLongAfterARemovalThatWasAMistake() {
    Looks looks =
        after(
            List.of(
                new Action(Learned.AT.minusSeconds(100), 9, 5),
                new Action(Learned.AT.minusSeconds(90), 5, 20)));
    assertThat(looks.last.reason())
        .endsWith("No more than 9 pods were needed for 60 s: from 20 to 9 pods.");
  }

  @Test
  void removalsAreBoundedByTheHour() {
    List<Action> removals = new ArrayList<>();
    for (int i = 0; i < ScalingConstants.REMOVALS_PER_HOUR; i++) {
      removals.add(new Action(Learned.AT.minusSeconds(3000 - i), 20, 19));
    }
    Looks looks = after(removals);
    assertThat(looks.desired).isEqualTo(20);
    assertThat(looks.last.limitedBy()).get().extracting("by").isEqualTo(LimitedBy.ACTIONS_PER_HOUR);
    assertThat(after(removals.subList(1, removals.size())).desired).isEqualTo(9);
  }

  @Test
  void othersGoOnlyAfterHalfOfTheTimeForWhichPodsAreKept() {
    assertThat(after(List.of(new Action(Learned.AT.minusSeconds(14), 25, 20))).desired)
        .isEqualTo(20);
    assertThat(after(List.of(new Action(Learned.AT.minusSeconds(16), 25, 20))).desired)
        .isEqualTo(9);
  }
}
