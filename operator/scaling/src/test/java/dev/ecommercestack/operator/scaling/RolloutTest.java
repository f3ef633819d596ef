package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A rollout that never ends, as one whose image cannot be pulled: the old pods go on working. */
class RolloutTest {
  private static Looks stuck(int pods, double arrivals) {
    Looks looks = Looks.with(pods);
    looks.history = Learned.kafka(arrivals, 10, pods, 12).history();
    looks.rollout = true;
    return looks;
  }

  @Test
  void keepsPodsForTenMinutesAndThenNoLongerThanAnyOthers() {
    Looks looks = stuck(12, 20);
    Looks.Stream stream = new Looks.Stream(12, 20, 20);
    looks.later(5).see(stream.kafka());
    looks.run(stream, 590);
    assertThat(looks.last.limitedBy()).get().extracting("by").isEqualTo(LimitedBy.ROLLOUT);
    assertThat(looks.last.reason())
        .endsWith("12 pods stay while pods are being replaced, for at most 10 min.");
    looks.run(stream, 20);
    assertThat(looks.last.limitedBy()).isEmpty();
    looks.run(stream, 20);
    assertThat(looks.desired).isEqualTo(12);
    looks.run(stream, 20);
    assertThat(looks.desired).isEqualTo(3);
  }

  @Test
  void isNoReasonNotToSeeThatPodsHaveBecomeSlower() {
    Looks looks = stuck(6, 70);
    Looks.Stream slower = new Looks.Stream(12, 70, 30).waiting(2000);
    looks.later(5).see(slower.kafka());
    looks.run(slower, 590);
    assertThat(looks.last.numbers().servicePerReplica()).hasValue(10);
    looks.carriedOut = false;
    looks.run(slower, 300);
    assertThat(looks.last.numbers().servicePerReplica()).hasValueCloseTo(5.0, within(0.1));
  }
}
