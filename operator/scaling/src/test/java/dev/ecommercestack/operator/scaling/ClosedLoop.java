package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Backlog.OffsetReset;
import dev.ecommercestack.operator.scaling.Backlog.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * A topic, its consumers and the scaler, second by second: pods take time to start, a group that
 * changes pauses, and each partition is read by one pod.
 */
final class ClosedLoop {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Messages per second at a second. */
  IntToDoubleFunction arrivals = second -> 100;

  /** Share of the arrivals of each partition. */
  double[] shares = even(12);

  double service = 50;
  double downstream = Double.POSITIVE_INFINITY;
  int startup = 20;
  int rebalance = 5;
  int look = 5;
  int commit = 1;
  boolean noisy = true;
  boolean assignmentKnown = true;
  IntPredicate dead = second -> false;
  IntPredicate forgets = second -> false;

  /** Whether a pod hangs at a second. */
  BiPredicate<Integer, Integer> hung = (second, pod) -> false;

  /** Pods that are not ready at a second but go on reading. */
  IntUnaryOperator notReady = second -> 0;

  IntToDoubleFunction slowdown = second -> 1;
  Policy policy = Policy.of(1, 12, java.time.Duration.ofSeconds(60), 100);
  int initial = 1;
  long seed = 1;

  final List<Decision> decisions = new ArrayList<>();
  final List<Integer> actions = new ArrayList<>();
  double replicaSeconds;
  final List<Integer> late = new ArrayList<>();
  int secondsOver;
  double oldest;
  boolean print;

  static double[] even(int partitions) {
    double[] shares = new double[partitions];
    java.util.Arrays.fill(shares, 1.0 / partitions);
    return shares;
  }

  ClosedLoop run(int seconds) {
    Random random = new Random(seed);
    int partitions = shares.length;
    double[] end = new double[partitions];
    double[] done = new double[partitions];
    double[] committed = new double[partitions];
    double[][] log = new double[partitions][seconds + 1];
    int desired = initial;
    List<Integer> startsAt = new ArrayList<>();
    for (int i = 0; i < initial; i++) {
      startsAt.add(-1000);
    }
    int members = initial;
    int pausedUntil = 0;
    int[] headTime = new int[partitions];
    History history = History.NONE;
    for (int second = 0; second < seconds; second++) {
      for (int p = 0; p < partitions; p++) {
        double mean = arrivals.applyAsDouble(second) * shares[p];
        end[p] += noisy ? poisson(random, mean) : mean;
        log[p][second] = end[p];
      }
      int ready = 0;
      for (int at : startsAt) {
        ready += at <= second ? 1 : 0;
      }
      if (ready != members) {
        members = ready;
        pausedUntil = second + rebalance;
      }
      boolean reads = !dead.test(second);
      if (reads && second >= pausedUntil && members > 0) {
        int readers = Math.min(members, partitions);
        double perPod = Math.min(service * slowdown.applyAsDouble(second), downstream / readers);
        for (int pod = 0; pod < readers; pod++) {
          double budget = hung.test(second, pod) ? 0 : perPod;
          for (int turn = 0; turn < 3 && budget > 1e-9; turn++) {
            int waiting = 0;
            for (int p = pod; p < partitions; p += readers) {
              waiting += end[p] - done[p] > 1e-9 ? 1 : 0;
            }
            double each = waiting == 0 ? 0 : budget / waiting;
            for (int p = pod; p < partitions; p += readers) {
              double take = Math.min(each, end[p] - done[p]);
              done[p] += take;
              budget -= take;
            }
          }
        }
      }
      if (second % commit == 0) {
        System.arraycopy(done, 0, committed, 0, partitions);
      }
      double age = 0;
      for (int p = 0; p < partitions; p++) {
        while (headTime[p] < second && log[p][headTime[p]] <= done[p] + 1e-6) {
          headTime[p]++;
        }
        if (end[p] - done[p] > 1e-6) {
          age = Math.max(age, second - headTime[p]);
        }
      }
      oldest = Math.max(oldest, age);
      if (age > policy.drainTime().toSeconds()) {
        secondsOver++;
        late.add(second);
      }
      replicaSeconds += startsAt.size();
      if (second % look == 0) {
        List<Partition> list = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
          int member = members == 0 ? -1 : p % Math.min(members, partitions);
          list.add(
              new Partition(
                  p,
                  0,
                  (long) end[p],
                  OptionalLong.of((long) (committed[p] + 1e-6)),
                  assignmentKnown && reads && member >= 0
                      ? OptionalInt.of(member)
                      : OptionalInt.empty()));
        }
        Instant now = START.plusSeconds(second);
        Observation observation =
            Observation.of(
                now,
                new Replicas(desired, ready - notReady.applyAsInt(second), false),
                Measurement.known(
                    new Backlog.Kafka(
                        "t", list, OffsetReset.EARLIEST, OptionalInt.of(reads ? members : 0)),
                    now));
        history = forgets.test(second) ? History.NONE : history;
        Decision decision = Scaler.decide(observation, policy, history);
        history = decision.next();
        decisions.add(decision);
        if (decision.action()) {
          actions.add(second);
          if (print) {
            System.out.println(
                second
                    + "s "
                    + decision.limitedBy().map(l -> l.by().word()).orElse("")
                    + " "
                    + decision.reason());
          }
        }
        desired = decision.desired();
        while (startsAt.size() < desired) {
          startsAt.add(second + startup);
        }
        while (startsAt.size() > desired) {
          startsAt.removeLast();
        }
      }
    }
    return this;
  }

  Decision last() {
    return decisions.getLast();
  }

  /** Seconds over the drain time after some second. */
  long overAfter(int second) {
    return late.stream().filter(it -> it > second).count();
  }

  int ups() {
    return (int)
        decisions.stream().filter(it -> it.action() && it.desired() > it.current()).count();
  }

  private static double poisson(Random random, double mean) {
    if (mean > 30) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
