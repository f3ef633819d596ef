package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.component.LagAutoscaling;
import dev.ecommercestack.operator.scaling.Decision;
import dev.ecommercestack.operator.scaling.History;
import dev.ecommercestack.operator.scaling.Observation;
import dev.ecommercestack.operator.scaling.Policy;
import dev.ecommercestack.operator.scaling.Scaler;

/**
 * The decisions about one component and the history that they are made from. It knows neither
 * Kubernetes nor brokers. One thread at a time uses it.
 */
public final class ComponentScaling {
  private History history;

  /**
   * @param history the history of earlier decisions
   */
  public ComponentScaling(History history) {
    this.history = history;
  }

  /** Sets the number of pods. */
  @FunctionalInterface
  public interface ReplicaWriter {
    /**
     * Sets the number of pods.
     *
     * @param replicas number of pods that are to run
     * @return whether it was set; otherwise it is decided again the next time
     */
    boolean write(int replicas);
  }

  /** Returns what is remembered for the next decision. */
  public History history() {
    return history;
  }

  /**
   * Decides how many pods run, and sets their number if it is another one.
   *
   * @param observation the pods, queues and CPU use now
   * @param autoscaling the bounds and targets of the spec
   * @param writer sets the number of pods; returns false in mode Observe
   * @return the decision, and whether it changed the number of pods
   */
  public Result tick(Observation observation, LagAutoscaling autoscaling, ReplicaWriter writer) {
    var policy = policy(autoscaling);
    var decision = Scaler.decide(observation, policy, history);
    var current = observation.replicas().desired();
    var written = decision.desired() != current && writer.write(decision.desired());
    history =
        decision.action() && !written
            ? withoutAction(observation, policy, current)
            : decision.next();
    return new Result(decision, written && decision.action());
  }

  /**
   * A decision and what became of it.
   *
   * @param decision the decision
   * @param scaled whether it changed the number of pods: false also for the repetition of a change
   *     that the cluster does not show yet
   */
  public record Result(Decision decision, boolean scaled) {}

  /** What is remembered when the number of pods stays: no effect of a change may be looked for. */
  private History withoutAction(Observation observation, Policy policy, int current) {
    var count = Math.max(1, current);
    var fixed = Policy.of(count, count, policy.drainTime(), policy.lagThreshold());
    var cpu = policy.cpuTarget();
    return Scaler.decide(
            observation, cpu.isPresent() ? fixed.withCpuTarget(cpu.getAsDouble()) : fixed, history)
        .next();
  }

  private static Policy policy(LagAutoscaling autoscaling) {
    var lag = autoscaling.lag();
    var policy =
        Policy.of(
            autoscaling.minReplicas(),
            autoscaling.maxReplicas(),
            lag.drainDuration(),
            lag.threshold());
    var cpu = autoscaling.cpu();
    return cpu == null ? policy : policy.withCpuTarget(cpu.targetUtilization() / 100.0);
  }
}
