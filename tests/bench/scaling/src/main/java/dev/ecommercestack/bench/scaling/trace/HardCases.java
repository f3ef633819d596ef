package dev.ecommercestack.bench.scaling.trace;

import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.Workload;
import dev.ecommercestack.bench.scaling.sim.Workload.Goal;
import dev.ecommercestack.bench.scaling.sim.Workload.Kafka;
import dev.ecommercestack.bench.scaling.sim.Workload.Pods;
import dev.ecommercestack.bench.scaling.sim.Workload.Rabbit;
import dev.ecommercestack.bench.scaling.sim.Workload.WarmUp;
import java.util.List;

/**
 * Traces in which a scaler that measures its pods may measure wrongly: long jobs, bursts, messages
 * that cost more at once, a hang, cold pods, many hours. A review named them before the scaler was
 * tried on them.
 */
public final class HardCases {
  private static final int HOUR = 3600;

  private static final Workload TOPIC =
      new Workload(new Kafka(12, 5, 3), new Goal(60, 1, 12), new Pods(50, 20, 10));

  private static final Workload QUEUE =
      new Workload(new Rabbit(10), new Goal(60, 1, 12), new Pods(50, 15, 10));

  /** More partitions, for messages that get so slow that more than 12 pods are needed. */
  private static final Workload WIDE_TOPIC =
      new Workload(new Kafka(24, 5, 3), new Goal(60, 1, 24), TOPIC.pods());

  private static final Workload WIDE_QUEUE =
      new Workload(QUEUE.broker(), WIDE_TOPIC.goal(), QUEUE.pods());

  private HardCases() {}

  /** Returns all of them; the same seed gives the same ones. */
  public static List<Trace> of(long seed) {
    return List.of(
        jobs("jobs-15s-kafka", kafkaJobs(15), 15, seed + 1),
        jobs("jobs-15s-rabbit", rabbitJobs(15), 15, seed + 2),
        jobs("jobs-60s-kafka", kafkaJobs(60), 60, seed + 3),
        jobs("jobs-60s-rabbit", rabbitJobs(60), 60, seed + 4),
        bursts("bursts-1m-kafka", "Kafka", TOPIC, 61, seed + 5),
        bursts("bursts-1m-rabbit", "RabbitMQ", QUEUE, 61, seed + 6),
        bursts("bursts-5m-kafka", "Kafka", TOPIC, 301, seed + 7),
        bursts("bursts-5m-rabbit", "RabbitMQ", QUEUE, 301, seed + 8),
        slower("slower-6-kafka", "Kafka", WIDE_TOPIC, 6, seed + 9),
        slower("slower-6-rabbit", "RabbitMQ", WIDE_QUEUE, 6, seed + 10),
        slower("slower-10-kafka", "Kafka", WIDE_TOPIC, 10, seed + 11),
        slower("slower-10-rabbit", "RabbitMQ", WIDE_QUEUE, 10, seed + 12),
        hang("hang-kafka", "Kafka", TOPIC, seed + 13),
        hang("hang-rabbit", "RabbitMQ", QUEUE, seed + 14),
        cold("cold-kafka", "Kafka", TOPIC, new WarmUp(0.25, 60, 0), seed + 15),
        cold("cold-rabbit", "RabbitMQ", QUEUE, new WarmUp(0.1, 120, 0), seed + 16),
        constant("half-day-kafka", "Kafka", TOPIC, 290, seed + 17),
        constant("half-day-rabbit", "RabbitMQ", QUEUE, 400, seed + 18));
  }

  /** A rebalance waits for the job that each consumer has in hand: half of one on average. */
  private static Workload kafkaJobs(int seconds) {
    return new Workload(
        new Kafka(12, 5, 3 + seconds / 2),
        new Goal(20 * seconds, 1, 12),
        new Pods(1.0 / seconds, 20, 10));
  }

  private static Workload rabbitJobs(int seconds) {
    return new Workload(
        new Rabbit(1), new Goal(20 * seconds, 1, 12), new Pods(1.0 / seconds, 15, 10));
  }

  private static Trace jobs(String name, Workload workload, int seconds, long seed) {
    double pod = workload.pods().serviceRate();
    int from = 120 * seconds;
    Shape load = Shape.constant(2 * pod).plus(Shape.window(3 * pod, from, 2 * from));
    String about =
        "jobs of %d s on %s: enough for two pods, then for five, then for two"
            .formatted(seconds, workload.broker() instanceof Kafka ? "Kafka" : "RabbitMQ");
    return new TraceBuilder(name, about, workload, load, seed).seconds(3 * from).build();
  }

  /** The period is a second longer than it says, so that no scaler's clock is in step with it. */
  private static Trace bursts(
      String name, String broker, Workload workload, int period, long seed) {
    int burst = 100 * period;
    String about =
        "%,d messages at once each %d s, on %s: work for two pods".formatted(burst, period, broker);
    return new TraceBuilder(name, about, workload, Shape.onOff(burst, period, 1), seed)
        .seconds(2 * HOUR)
        .build();
  }

  private static Trace slower(String name, String broker, Workload workload, int times, long seed) {
    String about =
        "60 messages/s on %s; for 25 minutes each takes %d times as long".formatted(broker, times);
    return new TraceBuilder(name, about, workload, Shape.constant(60), seed)
        .pace(1.0 / times, 1200, 2700)
        .build();
  }

  private static Trace hang(String name, String broker, Workload workload, long seed) {
    String about = "150 messages/s on %s; all consumers hang for 15 minutes".formatted(broker);
    return new TraceBuilder(name, about, workload, Shape.constant(150), seed)
        .pace(0, 1200, 2100)
        .build();
  }

  private static Trace cold(
      String name, String broker, Workload workload, WarmUp warmUp, long seed) {
    String about =
        "60 messages/s, then 400, on %s; fresh pods do %.0f %% for %d s"
            .formatted(broker, 100 * warmUp.coldShare(), warmUp.coldSeconds());
    Shape load = Shape.constant(60).plus(Shape.window(340, 1200, 2700));
    return new TraceBuilder(name, about, workload.withWarmUp(warmUp), load, seed).build();
  }

  private static Trace constant(
      String name, String broker, Workload workload, int rate, long seed) {
    String about = "%d messages/s on %s for twelve hours".formatted(rate, broker);
    return new TraceBuilder(name, about, workload, Shape.constant(rate), seed)
        .seconds(12 * HOUR)
        .build();
  }
}
