package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.scaling.Backlog.OffsetReset;
import dev.ecommercestack.operator.scaling.Backlog.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What holds for every decision, whatever was observed before. */
class ScalerPropertiesTest {
  /** A workload that does what it wants: the pods are carried out, the rest is chance. */
  private static final class Chaos {
    final Random random;
    final Policy policy;
    final boolean kafka;
    final Queue first;
    final Queue second;
    Instant now = Looks.START;
    int desired;
    int ready;
    History history = History.NONE;
    @Nullable Observation observation;
    @Nullable Decision decision;

    Chaos(long seed) {
      random = new Random(seed);
      int max = 1 + random.nextInt(30);
      policy =
          Policy.of(
              1 + random.nextInt(Math.min(3, max)),
              max,
              Duration.ofSeconds(5 + random.nextInt(120)),
              1 + random.nextInt(500));
      kafka = random.nextBoolean();
      first = new Queue(1 + random.nextInt(16));
      second = new Queue(1 + random.nextInt(16));
      desired =
          policy.minReplicas() + random.nextInt(policy.maxReplicas() - policy.minReplicas() + 1);
      ready = desired;
    }

    Decision step() {
      now = now.plusMillis(500 + random.nextInt(15_000));
      if (random.nextInt(50) == 0) {
        now = now.plusSeconds(600);
      }
      first.pass();
      second.pass();
      ready =
          random.nextInt(3) == 0
              ? ready + Integer.compare(desired, ready)
              : random.nextInt(3) == 0 ? desired : ready;
      observation = observe(random.nextInt(8) == 0);
      decision = Scaler.decide(observation, policy, history);
      history = decision.next();
      desired = decision.desired();
      return decision;
    }

    Observation observe(boolean blind) {
      boolean other = blind || random.nextInt(8) == 0;
      return new Observation(
          now,
          new Replicas(desired, ready, random.nextInt(20) == 0),
          List.of(
              new Source(
                  "claims",
                  blind ? Measurement.unknown("chance") : Measurement.known(first.see(), now)),
              new Source(
                  "facts",
                  other ? Measurement.unknown("chance") : Measurement.known(second.see(), now))),
          Observation.NO_CPU);
    }

    boolean anyUnknown() {
      return observation != null
          && observation.sources().stream()
              .anyMatch(it -> it.backlog() instanceof Measurement.Unknown<Backlog>);
    }

    int partitions() {
      return Math.max(first.end.length, second.end.length);
    }

    /** A queue that is made anew at times, and whose commits are lost at times. */
    private final class Queue {
      final long[] end;
      final long[] done;

      Queue(int partitions) {
        end = new long[partitions];
        done = new long[partitions];
      }

      void pass() {
        boolean anew = random.nextInt(60) == 0;
        for (int i = 0; i < end.length; i++) {
          end[i] = anew ? 0 : end[i];
          done[i] = anew ? 0 : done[i];
          end[i] += random.nextInt(4) == 0 ? random.nextInt(3000) : random.nextInt(100);
          done[i] += (long) ((end[i] - done[i]) * random.nextDouble());
        }
      }

      Backlog see() {
        if (!kafka) {
          long waiting = end[0] - done[0];
          return Looks.rabbitmq(waiting, random.nextInt(20), 1 + random.nextInt(20), end[0]);
        }
        List<Partition> list = new ArrayList<>();
        for (int i = 0; i < end.length; i++) {
          OptionalLong committed =
              random.nextInt(100) == 0 ? OptionalLong.empty() : OptionalLong.of(done[i]);
          list.add(new Partition(i, 0, end[i], committed, OptionalInt.empty()));
        }
        return new Backlog.Kafka("t", list, OffsetReset.EARLIEST, OptionalInt.empty());
      }
    }
  }

  @Property(tries = 300)
  void neverAboveTheCap(@ForAll long seed) {
    Chaos chaos = new Chaos(seed);
    for (int i = 0; i < 60; i++) {
      Decision decision = chaos.step();
      assertThat(decision.desired()).isLessThanOrEqualTo(chaos.policy.maxReplicas());
      assertThat(decision.desired()).isGreaterThanOrEqualTo(0);
      if (chaos.kafka && decision.desired() > decision.current()) {
        assertThat(decision.desired())
            .isLessThanOrEqualTo(Math.max(chaos.partitions(), chaos.policy.minReplicas()));
      }
      if (chaos.anyUnknown()) {
        assertThat(decision.desired()).isGreaterThanOrEqualTo(decision.current());
      }
      assertThat(decision.desired()).isGreaterThanOrEqualTo(chaos.policy.minReplicas());
      assertThat(decision.reason())
          .isNotBlank()
          .endsWith(".")
          .doesNotContain("null", "NaN", "Infinity");
    }
  }

  @Property(tries = 300)
  void neverDownOnUnknown(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
    Chaos chaos = new Chaos(seed);
    for (int i = 0; i < steps; i++) {
      chaos.step();
    }
    int before = chaos.desired;
    for (int i = 0; i < 100; i++) {
      chaos.now = chaos.now.plusSeconds(20);
      Decision decision = Scaler.decide(chaos.observe(true), chaos.policy, chaos.history);
      chaos.history = decision.next();
      assertThat(decision.desired()).isGreaterThanOrEqualTo(before);
      chaos.desired = decision.desired();
    }
    assertThat(chaos.desired).isEqualTo(Math.max(before, chaos.policy.minReplicas()));
  }

  @Property(tries = 300)
  void theSameObservationAgainIsNoFurtherAction(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
    Chaos chaos = new Chaos(seed);
    for (int i = 0; i < steps; i++) {
      chaos.step();
      Decision first = chaos.decision;
      Observation observation = chaos.observation;
      if (first == null || observation == null) {
        throw new AssertionError("no step was made");
      }
      Decision again = Scaler.decide(observation, chaos.policy, first.next());
      assertThat(again.desired()).isEqualTo(first.desired());
      assertThat(again.action()).isFalse();
      Replicas old = observation.replicas();
      Observation shown =
          new Observation(
              observation.at(),
              new Replicas(first.desired(), old.ready(), old.rolloutRunning()),
              observation.sources(),
              observation.cpu());
      Decision carriedOut = Scaler.decide(shown, chaos.policy, first.next());
      assertThat(carriedOut.desired()).isEqualTo(first.desired());
      assertThat(carriedOut.action()).isFalse();
    }
  }

  @Property(tries = 1000)
  void moreBacklogNeverMeansFewerPods(
      @ForAll @Size(6) List<@IntRange(min = 0, max = 20_000) Integer> lags,
      @ForAll @IntRange(min = 0, max = 5) int where,
      @ForAll @IntRange(min = 1, max = 100_000) int more,
      @ForAll @DoubleRange(min = 0, max = 200) double arrival,
      @ForAll @DoubleRange(min = 0.01, max = 100) double service,
      @ForAll @IntRange(min = 1, max = 12) int pods,
      @ForAll @IntRange(min = 0, max = 12) int peak) {
    Learned learned =
        Learned.kafka(arrival, service, pods, 6)
            .peak(peak)
            .policy(Policy.of(1, 9, Duration.ofSeconds(60), 100));
    long[] less = lags.stream().mapToLong(Integer::longValue).toArray();
    long[] greater = less.clone();
    greater[where] += more;
    assertThat(learned.decideByPartition(greater).desired())
        .isGreaterThanOrEqualTo(learned.decideByPartition(less).desired());
  }

  @Property(tries = 1000)
  void moreMessagesInAQueueNeverMeanFewerPods(
      @ForAll @IntRange(min = 0, max = 20_000) int waiting,
      @ForAll @IntRange(min = 1, max = 100_000) int more,
      @ForAll @IntRange(min = 1, max = 100) int prefetch,
      @ForAll @DoubleRange(min = 0, max = 200) double arrival,
      @ForAll @DoubleRange(min = 0.01, max = 100) double service,
      @ForAll @IntRange(min = 1, max = 60) int pods,
      @ForAll @IntRange(min = 0, max = 60) int peak) {
    Learned learned = Learned.rabbitmq(arrival, service, pods).peak(peak);
    int less = learned.decide(Looks.rabbitmq(waiting, 0, prefetch, 0)).desired();
    int greater = learned.decide(Looks.rabbitmq(waiting + more, 0, prefetch, 0)).desired();
    assertThat(greater).isGreaterThanOrEqualTo(less);
  }

  @Property(tries = 100)
  void actionsPerHourAreBounded(@ForAll long seed) {
    Chaos chaos = new Chaos(seed);
    List<Instant> actions = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      if (chaos.step().action()) {
        actions.add(chaos.now);
      }
    }
    int bound = ScalingConstants.ADDITIONS_PER_HOUR + ScalingConstants.REMOVALS_PER_HOUR;
    for (int i = bound; i < actions.size(); i++) {
      assertThat(Duration.between(actions.get(i - bound), actions.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofHours(1));
    }
  }

  @Property(tries = 100)
  void theSameArgumentsGiveTheSameDecision(@ForAll long seed) {
    Chaos chaos = new Chaos(seed);
    for (int i = 0; i < 40; i++) {
      History before = chaos.history;
      Decision decision = chaos.step();
      if (chaos.observation != null) {
        assertThat(Scaler.decide(chaos.observation, chaos.policy, before)).isEqualTo(decision);
      }
    }
  }
}
