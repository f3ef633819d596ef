package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Two hours of a noisy steady rate, whatever the rate and however often someone looks. */
class SteadyRatePropertiesTest {
  /** In seconds. */
  private static final double SHORTEST_AVERAGE = 10;

  @Property(tries = 60)
  void aNoisySteadyRateSettlesAndDoesNotSwing(
      @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
      @ForAll @DoubleRange(min = 5, max = 420) double rate,
      @ForAll @DoubleRange(min = 0, max = 0.3) double noise,
      @ForAll @IntRange(min = 3, max = 15) int look) {
    Random random = new Random(seed);
    double[] factors = random.doubles(7200).map(it -> 1 + noise * (2 * it - 1)).toArray();
    ClosedLoop loop = new ClosedLoop();
    loop.seed = seed;
    loop.look = look;
    loop.arrivals = second -> rate * factors[second];
    loop.run(7200);
    long settled = loop.actions.stream().filter(it -> it > 1800 && it < 3600).count();
    assertThat(settled).as("changes in half an hour: %s", loop.actions).isLessThanOrEqualTo(2);
    long late = loop.actions.stream().filter(it -> it > 1800).count();
    assertThat(late)
        .as(
            "with one attempt of fewer pods, as their speed was not seen for an hour: %s",
            loop.actions)
        .isLessThanOrEqualTo(6);
    double chance = 4 * Math.sqrt(rate / SHORTEST_AVERAGE);
    assertThat(loop.last().numbers().arrivalPerSecond())
        .as("with four standard deviations of a count of random arrivals")
        .hasValueCloseTo(rate, within(0.3 * rate + chance));
    assertThat(loop.secondsOver).as("seconds over the drain time").isZero();
    assertThat(loop.replicaSeconds / 7200)
        .as("pods on average")
        .isLessThan(Math.max(2, 2.5 * rate / loop.service) + 1.5);
  }
}
