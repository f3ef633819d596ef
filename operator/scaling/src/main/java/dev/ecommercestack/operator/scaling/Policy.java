package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What the user wants.
 *
 * @param minReplicas fewest pods that run, at least 1
 * @param maxReplicas most pods that run, at least {@code minReplicas}
 * @param drainTime time in which what waits is to be handled, more than zero
 * @param lagThreshold waiting messages per pod, used until it was measured how many messages a pod
 *     handles; at least 1
 * @param cpuTarget CPU use to aim at as a share of the request (0.7 = 70 %), or empty if CPU plays
 *     no part
 */
public record Policy(
    int minReplicas,
    int maxReplicas,
    Duration drainTime,
    int lagThreshold,
    OptionalDouble cpuTarget) {
  /** Refuses what contradicts itself. */
  public Policy {
    if (minReplicas < 1 || maxReplicas < minReplicas) {
      throw new IllegalArgumentException(
          "minReplicas %d and maxReplicas %d: write 1 <= minReplicas <= maxReplicas"
              .formatted(minReplicas, maxReplicas));
    }
    if (drainTime.isNegative() || drainTime.isZero()) {
      throw new IllegalArgumentException("drainTime " + drainTime + ": write more than zero");
    }
    if (lagThreshold < 1) {
      throw new IllegalArgumentException("lagThreshold " + lagThreshold + ": write at least 1");
    }
    if (cpuTarget.isPresent() && !(cpuTarget.getAsDouble() > 0)) {
      throw new IllegalArgumentException("cpuTarget: write a share above 0, for example 0.7");
    }
  }

  /** Returns a policy of queues alone, without a CPU target. */
  public static Policy of(int minReplicas, int maxReplicas, Duration drainTime, int lagThreshold) {
    return new Policy(minReplicas, maxReplicas, drainTime, lagThreshold, OptionalDouble.empty());
  }

  /** Returns this policy with a CPU target, as a share of the request. */
  public Policy withCpuTarget(double share) {
    return new Policy(minReplicas, maxReplicas, drainTime, lagThreshold, OptionalDouble.of(share));
  }
}
