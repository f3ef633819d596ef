package dev.ecommercestack.bench.scaling.trace;

import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.Trace.Severity;
import dev.ecommercestack.bench.scaling.sim.Workload;
import dev.ecommercestack.bench.scaling.sim.Workload.Broker;
import dev.ecommercestack.bench.scaling.sim.Workload.Goal;
import dev.ecommercestack.bench.scaling.sim.Workload.Kafka;
import dev.ecommercestack.bench.scaling.sim.Workload.Pods;
import dev.ecommercestack.bench.scaling.sim.Workload.Rabbit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Traces drawn by a seed: workload, load and mishaps at random. They were not looked at while the
 * scaler was made.
 */
public final class GeneratedTraces {
  private static final int SECONDS = 3600;

  private final SplittableRandom random;
  private final List<String> words = new ArrayList<>();

  private GeneratedTraces(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns {@code count} traces; the same seed gives the same ones. */
  public static List<Trace> of(long seed, int count) {
    List<Trace> traces = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      long own = seed + i;
      traces.add(new GeneratedTraces(own).trace("generated-%02d".formatted(i), own));
    }
    return List.copyOf(traces);
  }

  private Trace trace(String name, long seed) {
    Broker broker =
        random.nextBoolean()
            ? new Kafka(pick(6, 12, 24, 48), between(1, 5), between(2, 8))
            : new Rabbit(pick(1, 10, 50));
    int max = broker instanceof Kafka kafka ? kafka.partitions() : pick(10, 20, 40);
    double rate =
        Math.round(StrictMath.exp(random.nextDouble(StrictMath.log(1), StrictMath.log(200))));
    Workload workload =
        new Workload(
            broker,
            new Goal(pick(30, 60, 120), 1, max),
            new Pods(rate, between(5, 60), between(0, 30)));
    double most = 0.85 * max * rate;
    words.add(words(workload));
    Shape shape = Shape.constant(most * random.nextDouble(0.05, 0.4));
    int parts = between(1, 3);
    for (int i = 0; i < parts; i++) {
      shape = shape.plus(part(most / (parts + 1)));
    }
    double noise = random.nextDouble(0.02, 0.3);
    List<Trace.Outage> outages = outages();
    TraceBuilder builder =
        new TraceBuilder(name, String.join(", ", words), workload, shape, seed).noise(noise);
    for (Trace.Outage outage : outages) {
      builder.outage(outage.severity(), outage.from(), outage.to());
    }
    return builder.build();
  }

  private Shape part(double height) {
    int from = between(60, SECONDS - 900);
    return switch (between(1, 5)) {
      case 1 -> {
        words.add("a spike");
        yield Shape.spike(height * 2, from, between(1, 60), between(30, 600), between(10, 120));
      }
      case 2 -> {
        words.add("a ramp");
        yield Shape.ramp(0, height, from, from + between(60, 900));
      }
      case 3 -> {
        words.add("a step");
        yield Shape.window(height, from, from + between(120, 1200));
      }
      case 4 -> {
        words.add("a wave");
        yield Shape.wave(0, height, between(600, 3600));
      }
      default -> {
        words.add("on and off");
        int period = between(240, 1200);
        yield Shape.onOff(height, period, period / 2);
      }
    };
  }

  private List<Trace.Outage> outages() {
    if (between(1, 4) > 1) {
      return List.of();
    }
    Severity severity = random.nextBoolean() ? Severity.BLIND : Severity.DOWN;
    words.add(severity == Severity.BLIND ? "the broker unreadable" : "the broker down");
    int from = between(600, 2400);
    return List.of(new Trace.Outage(severity, from, from + between(30, 240)));
  }

  private static String words(Workload workload) {
    String broker =
        switch (workload.broker()) {
          case Kafka kafka -> "Kafka, %d partitions".formatted(kafka.partitions());
          case Rabbit rabbit -> "RabbitMQ, prefetch %d".formatted(rabbit.prefetch());
        };
    return String.format(
        Locale.ROOT,
        "%s, %.0f/s a pod, start %d s",
        broker,
        workload.pods().serviceRate(),
        workload.pods().startSeconds());
  }

  private int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }
}
