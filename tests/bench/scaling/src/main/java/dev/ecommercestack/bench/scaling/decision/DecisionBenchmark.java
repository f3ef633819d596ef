package dev.ecommercestack.bench.scaling.decision;

import static java.util.Objects.requireNonNull;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Backlog.Partition;
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
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Time and allocation of one decision with a history of an hour. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionBenchmark {
  private static final int INTERVAL_SECONDS = 5;
  private static final int OBSERVATIONS = 720;
  private static final String ALLOCATION = "gc.alloc.rate.norm";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Partitions of the Kafka topic. */
  @Param({"12", "100"})
  public int partitions;

  private final Policy policy = Policy.of(1, 100, Duration.ofSeconds(30), 100);
  private History history = History.NONE;
  private Observation observation =
      Observation.of(START, Replicas.steady(1), Measurement.unknown("not looked yet"));

  /** Lets the scaler see an hour of load that comes and goes. */
  @Setup
  public void learn() {
    long[] end = new long[partitions];
    long[] committed = new long[partitions];
    int replicas = 1;
    for (int i = 0; i <= OBSERVATIONS; i++) {
      long arrivals = 250 + Math.round(200 * Math.sin(i / 40.0));
      for (int p = 0; p < partitions; p++) {
        end[p] += arrivals;
        long most = 100L * INTERVAL_SECONDS * replicas / partitions;
        committed[p] += Math.min(end[p] - committed[p], most);
      }
      observation = observation(i, replicas, end, committed);
      if (i < OBSERVATIONS) {
        Decision decision = Scaler.decide(observation, policy, history);
        history = decision.next();
        replicas = decision.desired();
      }
    }
  }

  private static Observation observation(int i, int replicas, long[] end, long[] committed) {
    Instant now = START.plusSeconds((long) INTERVAL_SECONDS * i);
    List<Partition> list = new ArrayList<>();
    for (int p = 0; p < end.length; p++) {
      OptionalLong offset = OptionalLong.of(committed[p]);
      list.add(new Partition(p, 0, end[p], offset, OptionalInt.of(p % replicas)));
    }
    Backlog backlog =
        new Backlog.Kafka("topic", list, Backlog.OffsetReset.EARLIEST, OptionalInt.of(replicas));
    return Observation.of(now, Replicas.steady(replicas), Measurement.known(backlog, now));
  }

  /** One decision. */
  @Benchmark
  public Decision decide() {
    return Scaler.decide(observation, policy, history);
  }

  /** Runs the benchmark in its short form and prints a line for each number of partitions. */
  public static void run() {
    try {
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder()
                      .include(DecisionBenchmark.class.getName() + ".decide")
                      .forks(1)
                      .warmupIterations(2)
                      .warmupTime(TimeValue.seconds(1))
                      .measurementIterations(3)
                      .measurementTime(TimeValue.seconds(1))
                      .addProfiler(GCProfiler.class)
                      .verbosity(VerboseMode.SILENT)
                      .build())
              .run();
      results.forEach(DecisionBenchmark::print);
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH could not run; its message says why", e);
    }
  }

  private static void print(RunResult result) {
    System.out.printf(
        Locale.ROOT,
        "A decision over %s partitions: %.2f µs, %.0f bytes allocated (goal: under 100 µs)%n",
        result.getParams().getParam("partitions"),
        result.getPrimaryResult().getScore(),
        requireNonNull(result.getSecondaryResults().get(ALLOCATION)).getScore());
  }
}
