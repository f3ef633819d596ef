package dev.ecommercestack.bench.scaling.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.bench.scaling.sim.SharedPods.Bound;
import dev.ecommercestack.bench.scaling.sim.SharedPods.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why the queue that needs most decides where several share pods. */
class SharedPodsTest {
  @ParameterizedTest
  @EnumSource(Bound.class)
  void theSumOfTheNeedsCostsPodsAndIsNotMuchEarlier(Bound bound) {
    Score maximum = SharedPods.play(bound, Rule.MAXIMUM, 0);
    Score sum = SharedPods.play(bound, Rule.SUM, 0);
    assertThat(maximum.secondsOver()).isLessThanOrEqualTo(sum.secondsOver() + 60);
    assertThat((double) maximum.replicaSeconds()).isLessThan(0.95 * sum.replicaSeconds());
    assertThat(maximum.actions()).isLessThan(sum.actions());
  }
}
