package dev.ecommercestack.bench.scaling.scaler;

import dev.ecommercestack.bench.scaling.sim.Reading;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.View;
import dev.ecommercestack.bench.scaling.sim.Workload;
import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Backlog.Partition;
import dev.ecommercestack.operator.scaling.Decision;
import dev.ecommercestack.operator.scaling.History;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.operator.scaling.Observation;
import dev.ecommercestack.operator.scaling.Policy;
import dev.ecommercestack.operator.scaling.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The operator's scaler, called as the operator calls it. It begins every trace without having
 * learned anything.
 */
public final class DrainTime implements Scaler {
  /** How often the operator looks. */
  public static final int INTERVAL_SECONDS = 5;

  /** The default of {@code lag.threshold} in the custom resource. */
  private static final int LAG_THRESHOLD = 100;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Workload workload;
  private final Policy policy;
  private final Timer timer;
  private final Consumer<Decision> listener;
  private History history = History.NONE;

  /** Makes one for a trace. */
  public DrainTime(Trace trace) {
    this(trace, INTERVAL_SECONDS, decision -> {});
  }

  /** Makes one that looks at another interval and tells its decisions to a listener. */
  public DrainTime(Trace trace, int intervalSeconds, Consumer<Decision> listener) {
    workload = trace.workload();
    policy = policy(workload.goal());
    timer = new Timer(intervalSeconds, trace.seed());
    this.listener = listener;
  }

  private static Policy policy(Workload.Goal goal) {
    return Policy.of(
        goal.minReplicas(),
        goal.maxReplicas(),
        Duration.ofSeconds(goal.drainSeconds()),
        LAG_THRESHOLD);
  }

  @Override
  public int replicas(View view) {
    if (!timer.rings(view.second())) {
      return view.desired();
    }
    Decision decision =
        dev.ecommercestack.operator.scaling.Scaler.decide(observation(view), policy, history);
    history = decision.next();
    listener.accept(decision);
    return decision.desired();
  }

  Observation observation(View view) {
    Instant now = START.plusSeconds(view.second());
    Replicas replicas = new Replicas(view.desired(), view.ready(), false);
    Measurement<Backlog> backlog =
        switch (view.read()) {
          case Reading.Unknown unknown -> Measurement.unknown("the broker did not answer");
          case Reading.Offsets offsets -> Measurement.known(kafka(offsets), now);
          case Reading.Depth depth -> Measurement.known(rabbit(depth), now);
        };
    return Observation.of(now, replicas, backlog);
  }

  private static Backlog kafka(Reading.Offsets offsets) {
    List<Partition> partitions = new ArrayList<>(offsets.end().length);
    for (int p = 0; p < offsets.end().length; p++) {
      partitions.add(
          new Partition(
              p, 0, offsets.end()[p], OptionalLong.of(offsets.committed()[p]), offsets.member(p)));
    }
    return new Backlog.Kafka(
        "topic", partitions, Backlog.OffsetReset.EARLIEST, OptionalInt.of(offsets.members()));
  }

  private Backlog rabbit(Reading.Depth depth) {
    int prefetch = workload.broker() instanceof Workload.Rabbit rabbit ? rabbit.prefetch() : 1;
    return new Backlog.Rabbitmq(
        depth.ready(),
        depth.unacknowledged(),
        prefetch,
        new Backlog.Flow.Counter(depth.published()));
  }
}
