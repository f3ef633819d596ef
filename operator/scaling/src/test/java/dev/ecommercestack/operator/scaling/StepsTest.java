package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is learned from a change of the number of pods. */
class StepsTest {
  @Test
  void fromBelowTheMinimumOneJumpLeadsToWhatIsNeeded() {
    Looks looks = Looks.with(1).policy(Policy.of(3, 29, Duration.ofSeconds(60), 417));
    looks.see(Looks.rabbitmq(406_110, 0, 1, 0));
    assertThat(looks.desired).isEqualTo(29);
    looks.see(Looks.rabbitmq(406_110, 0, 1, 0));
    assertThat(looks.desired).as("the same look again").isEqualTo(29);
    assertThat(looks.last.action()).isFalse();
    Looks calm = Looks.with(1).policy(Policy.of(3, 29, Duration.ofSeconds(60), 417));
    calm.see(Looks.rabbitmq(0, 0, 1, 0));
    assertThat(calm.desired).isEqualTo(3);
    assertThat(calm.last.reason()).contains("The policy allows 3 to 29: from 1 to 3 pods");
  }

  /** No more pods than there are, for the time in which their speed is learned. */
  private static final Policy TWO = Policy.of(1, 2, Duration.ofSeconds(60), 100);

  private static QueueHistory source(Looks looks) {
    return looks.history.queues().getFirst();
  }

  /** A queue with many messages that some pods work on. */
  private static final class Busy {
    final Looks looks = Looks.with(2).policy(TWO);
    long waiting = 50_000;
    long published;

    /** Two pods that handle 20 messages of 60 in a second were watched for a minute. */
    Busy() {
      looks.see(Looks.rabbitmq(waiting, 0, 1, 0));
      for (int i = 0; i < 12; i++) {
        look(200);
      }
    }

    /** Another look after 5 s in which 300 messages came and so many more or fewer wait. */
    Decision look(int growth) {
      published += 300;
      waiting += growth;
      return looks.later(5).see(Looks.rabbitmq(waiting, 0, 1, published));
    }
  }

  @Test
  void stepsThatBringLittleEndInACeilingWithALaterAttempt() {
    Busy busy = new Busy();
    Looks looks = busy.looks;
    looks.policy(Policy.of(1, 1000, Duration.ofSeconds(60), 100));
    int first = 0;
    int ups = 0;
    for (int second = 5; second < 560; second += 5) {
      busy.look(190);
      looks.allReady();
      ups += looks.last.action() ? 1 : 0;
      first = first == 0 && looks.last.action() ? looks.desired : first;
    }
    assertThat(ups).isEqualTo(1);
    assertThat(looks.last.limitedBy()).get().extracting("by").isEqualTo(LimitedBy.DOWNSTREAM);
    assertThat(looks.last.limitedBy().orElseThrow().sentence())
        .contains("The last step, to " + first + " pods, brought", "More will be tried in");
    assertThat(looks.last.numbers().servicePerReplica()).hasValueCloseTo(10.0, within(0.5));
  }

  @Test
  void freshPodsThatAreSlowForHalfAMinuteAreNoBottleneckBehindThem() {
    Busy busy = new Busy();
    Looks looks = busy.looks;
    looks.policy(Policy.of(1, 6, Duration.ofSeconds(60), 100));
    busy.look(190);
    assertThat(looks.desired).isEqualTo(6);
    looks.allReady();
    for (int second = 5; second <= 120; second += 5) {
      busy.look(second <= 30 ? 190 : 0);
      assertThat(looks.last.limitedBy().map(Decision.Limit::by))
          .as("after %s s", second)
          .isNotEqualTo(Optional.of(LimitedBy.DOWNSTREAM));
    }
    assertThat(source(looks).downstream()).isNull();
    assertThat(source(looks).service().perPod()).isCloseTo(10, within(1.0));
  }

  @Test
  void aCeilingIsLiftedWhenPodsBecomeFaster() {
    Busy busy = new Busy();
    Looks looks = busy.looks;
    looks.policy(Policy.of(1, 1000, Duration.ofSeconds(60), 100));
    for (int second = 0; second < 120; second += 5) {
      busy.look(190);
      looks.allReady();
    }
    assertThat(source(looks).downstream()).isNotNull();
    boolean lifted = false;
    for (int second = 0; second < 120; second += 5) {
      busy.look(-200);
      looks.allReady();
      lifted |= source(looks).downstream() == null;
    }
    assertThat(lifted).isTrue();
  }

  @Test
  void stepsThatBringWhatTheyShouldLeaveNoCeiling() {
    ClosedLoop loop = new ClosedLoop();
    loop.arrivals = second -> second < 600 ? 40 : 400;
    loop.run(1800);
    assertThat(loop.decisions)
        .allSatisfy(it -> assertThat(it.next().queues().getFirst().downstream()).isNull());
  }
}
