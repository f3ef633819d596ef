package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Basis;
import dev.ecommercestack.operator.scaling.Decision.Numbers;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Decides how many pods run. */
public final class Scaler {
  /**
   * Decides how many pods run. Pure: the same arguments give the same decision.
   *
   * @param observation what is
   * @param policy what the user wants
   * @param history {@link Decision#next()} of the decision before, or {@link History#NONE}
   */
  public static Decision decide(Observation observation, Policy policy, History history) {
    Replicas replicas = observation.replicas();
    Source source = observation.sources().getFirst();
    int desired = Math.clamp(replicas.desired(), policy.lowest(), policy.maxReplicas());
    OptionalLong lag = OptionalLong.empty();
    if (source.backlog() instanceof Fact.Known<Backlog>(Backlog backlog, var _)) {
      long waiting =
          switch (backlog) {
            case Backlog.Rabbitmq queue -> queue.ready() + queue.unacked();
            case Backlog.Kafka topic ->
                topic.partitions().stream()
                    .mapToLong(it -> it.end() - it.committed().orElse(it.logStart()))
                    .sum();
          };
      lag = OptionalLong.of(waiting);
      desired =
          (int)
              Math.clamp(
                  Math.ceilDiv(waiting, policy.lagThreshold()),
                  (long) policy.lowest(),
                  (long) policy.maxReplicas());
    }
    return new Decision(
        desired,
        replicas.desired(),
        desired != replicas.desired(),
        Optional.empty(),
        new Numbers(
            lag.isPresent() ? Basis.LAG_THRESHOLD : Basis.UNKNOWN,
            source.name(),
            lag,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            policy.tuning().startup(),
            policy.tuning().rebalance()),
        "Pods by lag threshold.",
        history);
  }

  private Scaler() {}
}
