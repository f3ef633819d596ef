package dev.ecommercestack.bench.scaling.sim;

import dev.ecommercestack.operator.scaling.Decision;
import dev.ecommercestack.operator.scaling.History;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.operator.scaling.Observation;
import dev.ecommercestack.operator.scaling.Policy;
import dev.ecommercestack.operator.scaling.Replicas;
import dev.ecommercestack.operator.scaling.Scaler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Three RabbitMQ queues on the same pods, as those of the worker: payments, notifications, imports.
 * It shows whether the queue that needs most should decide, or the sum of what they need.
 */
public final class SharedPods {
  /** What bounds a pod. */
  public enum Bound {
    /**
     * Each queue has consumers of its own that do not slow down the others: they wait for others.
     */
    CONSUMERS,
    /** The consumers share one processor. */
    CPU
  }

  /** Whose need counts. */
  public enum Rule {
    /** The queue that needs most decides, as the operator does. */
    MAXIMUM,
    /** The needs of all queues are added up. */
    SUM
  }

  private static final int SECONDS = 7200;
  private static final int INTERVAL = 5;
  private static final int START_SECONDS = 20;
  private static final int PREFETCH = 10;
  private static final double[] SPEED = {50, 20, 1 / 60.0};
  private static final Policy POLICY = Policy.of(1, 30, Duration.ofMinutes(5), 100);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Bound bound;
  private final Rule rule;
  private final SplittableRandom random;
  private final Backlog[] queues = {new Backlog(), new Backlog(), new Backlog()};
  private final long[] published = new long[SPEED.length];
  private final double[] unused = new double[SPEED.length];
  private final List<Integer> readyAt = new ArrayList<>(List.of(0));
  private final List<History> histories = new ArrayList<>();
  private final int[] needs = new int[SECONDS];
  private History history = History.NONE;

  private SharedPods(Bound bound, Rule rule, long seed) {
    this.bound = bound;
    this.rule = rule;
    random = new SplittableRandom(seed);
    for (Backlog _ : queues) {
      histories.add(History.NONE);
    }
  }

  /** Plays two hours: payments with bursts, notifications, and imports of a minute for an hour. */
  public static Score play(Bound bound, Rule rule, long seed) {
    return new SharedPods(bound, rule, seed).play();
  }

  private Score play() {
    Score score = Score.NONE;
    for (int second = 0; second < SECONDS; second++) {
      arrive(second);
      work(second);
      int before = readyAt.size();
      if (second % INTERVAL == 0) {
        scale(second);
      }
      int oldest = second;
      for (Backlog queue : queues) {
        oldest = Math.min(oldest, queue.oldest());
      }
      int age = second - oldest;
      int over = age > POLICY.drainTime().toSeconds() ? 1 : 0;
      score = score.plus(new Score(over, before, before == readyAt.size() ? 0 : 1, age));
    }
    return score;
  }

  private void arrive(int second) {
    boolean burst = second % 900 >= 600;
    boolean imports = second >= 1800 && second < 5400;
    double[] rates = {burst ? 200 : 60, second >= 3600 ? 80 : 15, imports ? 0.08 : 0};
    for (int q = 0; q < queues.length; q++) {
      long count = (long) (rates[q] + random.nextDouble());
      published[q] += count;
      queues[q].add(second, count);
    }
  }

  private int ready(int second) {
    return (int) readyAt.stream().filter(at -> at <= second).count();
  }

  private void work(int second) {
    int ready = ready(second);
    double wanted = 0;
    for (Backlog queue : queues) {
      wanted += Math.min(ready, queue.size());
    }
    double share = bound == Bound.CPU && wanted > ready ? ready / wanted : 1;
    for (int q = 0; q < queues.length; q++) {
      unused[q] += SPEED[q] * share * Math.min(ready, queues[q].size());
      long done = queues[q].take((long) unused[q]);
      unused[q] = queues[q].size() == 0 ? 0 : unused[q] - done;
    }
  }

  private void scale(int second) {
    int desired = rule == Rule.MAXIMUM ? maximum(second) : sum(second);
    while (readyAt.size() < desired) {
      readyAt.add(second + START_SECONDS);
    }
    while (readyAt.size() > desired) {
      readyAt.removeLast();
    }
  }

  private int maximum(int second) {
    List<dev.ecommercestack.operator.scaling.Source> sources = new ArrayList<>();
    for (int q = 0; q < queues.length; q++) {
      sources.add(source(q, second));
    }
    Decision decision = Scaler.decide(observation(second, sources), POLICY, history);
    history = decision.next();
    return decision.desired();
  }

  /** Each queue is decided alone; what they need is added up and kept for half a minute. */
  private int sum(int second) {
    double sum = 0;
    for (int q = 0; q < queues.length; q++) {
      Observation alone = observation(second, List.of(source(q, second)));
      Decision decision = Scaler.decide(alone, POLICY, histories.get(q));
      histories.set(q, decision.next());
      sum += Math.min(decision.numbers().need().orElse(0), decision.numbers().cap().orElse(30));
    }
    int need = (int) Math.ceil(sum);
    needs[second] = Math.clamp(need, POLICY.minReplicas(), POLICY.maxReplicas());
    int most = 1;
    for (int t = Math.max(0, second - 30); t <= second; t++) {
      most = Math.max(most, needs[t]);
    }
    return most;
  }

  private Observation observation(
      int second, List<dev.ecommercestack.operator.scaling.Source> sources) {
    Replicas replicas = new Replicas(readyAt.size(), ready(second), false);
    return new Observation(START.plusSeconds(second), replicas, sources, Observation.NO_CPU);
  }

  private dev.ecommercestack.operator.scaling.Source source(int queue, int second) {
    long waiting = queues[queue].size();
    int prefetch = SPEED[queue] < 1 ? 1 : PREFETCH;
    long held = Math.min(waiting, (long) prefetch * ready(second));
    var backlog =
        new dev.ecommercestack.operator.scaling.Backlog.Rabbitmq(
            waiting - held,
            held,
            prefetch,
            new dev.ecommercestack.operator.scaling.Backlog.Flow.Counter(published[queue]));
    return new dev.ecommercestack.operator.scaling.Source(
        "queue-" + queue, Measurement.known(backlog, START.plusSeconds(second)));
  }
}
