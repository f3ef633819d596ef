package dev.ecommercestack.bench.scaling.trace;

import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.Trace.Severity;
import dev.ecommercestack.bench.scaling.sim.Workload;
import dev.ecommercestack.bench.scaling.sim.Workload.Goal;
import dev.ecommercestack.bench.scaling.sim.Workload.Kafka;
import dev.ecommercestack.bench.scaling.sim.Workload.Pods;
import dev.ecommercestack.bench.scaling.sim.Workload.Rabbit;
import java.util.List;

/** The ten named traces, over three workloads that were fixed before anything was measured. */
public final class Traces {
  /** Claims for coupons: fast consumers of a Kafka topic, and the drain time's default. */
  private static final Workload CLAIMS =
      new Workload(new Kafka(12, 5, 3), new Goal(30, 1, 12), new Pods(100, 20, 10));

  /** Facts with real work behind each: slow consumers of a Kafka topic. */
  private static final Workload FACTS =
      new Workload(new Kafka(24, 5, 3), new Goal(60, 1, 24), new Pods(8, 20, 10));

  /** Jobs such as payments: slow consumers of a RabbitMQ queue. */
  private static final Workload JOBS =
      new Workload(new Rabbit(10), new Goal(60, 1, 20), new Pods(4, 15, 10));

  /** Jobs of a worker that needs long to start. */
  private static final Workload SLOW_STARTERS =
      new Workload(new Rabbit(10), new Goal(180, 1, 20), new Pods(4, 90, 30));

  private Traces() {}

  /** Returns the ten. */
  public static List<Trace> named() {
    return List.of(
        steady(),
        ramp(),
        flashSale(),
        onOff(),
        slowDrift(),
        hotPartition(),
        downstreamLimit(),
        brokerOutage(),
        slowStart(),
        noisy());
  }

  private static Trace steady() {
    return new TraceBuilder(
            "steady", "80 messages/s all the time, from one pod", FACTS, Shape.constant(80), 1)
        .build();
  }

  private static Trace ramp() {
    Shape up = Shape.ramp(100, 900, 300, 1500);
    Shape down = Shape.ramp(0, -800, 2100, 3300);
    return new TraceBuilder(
            "ramp", "100 to 900 messages/s in 20 minutes, and back", CLAIMS, up.plus(down), 2)
        .build();
  }

  private static Trace flashSale() {
    Shape sale = Shape.spike(1000, 600, 20, 300, 60).plus(Shape.spike(1000, 2400, 5, 60, 30));
    return new TraceBuilder(
            "flash-sale",
            "30 messages/s, twice 1000 within seconds",
            CLAIMS,
            Shape.constant(30).plus(sale),
            3)
        .build();
  }

  private static Trace onOff() {
    return new TraceBuilder(
            "on-off", "five minutes of 40 jobs/s, five of none", JOBS, Shape.onOff(40, 600, 300), 4)
        .build();
  }

  private static Trace slowDrift() {
    return new TraceBuilder(
            "slow-drift",
            "a wave between 8 and 56 jobs/s over two hours",
            JOBS,
            Shape.wave(8, 56, 7200),
            5)
        .seconds(7200)
        .build();
  }

  private static Trace hotPartition() {
    return new TraceBuilder(
            "hot-partition",
            "60 messages/s; for 20 minutes one partition gets more than a pod can handle",
            FACTS,
            Shape.constant(60),
            6)
        .hotPartition(9, 900, 2100)
        .build();
  }

  private static Trace downstreamLimit() {
    return new TraceBuilder(
            "downstream-limit",
            "the database lets 64 messages/s through; 40/s arrive, for 10 minutes 80/s",
            FACTS.withDownstreamLimit(64),
            Shape.constant(40).plus(Shape.window(40, 900, 1500)),
            7)
        .build();
  }

  private static Trace brokerOutage() {
    return new TraceBuilder(
            "broker-outage",
            "the broker can't be read for 3 minutes while the load doubles, later is down for 2",
            CLAIMS,
            Shape.constant(250).plus(Shape.window(250, 960, 1500)),
            8)
        .outage(Severity.BLIND, 900, 1080)
        .outage(Severity.DOWN, 2400, 2520)
        .build();
  }

  private static Trace slowStart() {
    Shape bursts = Shape.window(50, 600, 1200).plus(Shape.window(30, 2100, 2700));
    return new TraceBuilder(
            "slow-start",
            "8 jobs/s and two bursts, pods need 90 s to start",
            SLOW_STARTERS,
            Shape.constant(8).plus(bursts),
            9)
        .build();
  }

  private static Trace noisy() {
    return new TraceBuilder(
            "noisy", "400 messages/s, give or take a third", CLAIMS, Shape.constant(400), 10)
        .noise(0.35)
        .build();
  }
}
