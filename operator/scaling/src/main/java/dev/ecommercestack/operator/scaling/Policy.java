package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What the user wants.
 *
 * @param minReplicas fewest pods that run, at least 1 (but see {@code scaleToZero})
 * @param maxReplicas most pods that run, at least {@code minReplicas}
 * @param scaleToZero whether no pod needs to run while nothing waits and nothing arrives
 * @param drainTime time in which what waits is to be worked off, more than zero
 * @param lagThreshold waiting messages per pod, used until it was measured how many messages a pod
 *     handles; at least 1
 * @param cpuTarget CPU use to aim at as a share of the request (0.7 = 70 %), or empty if CPU has no
 *     say
 * @param tuning how the decision is made; {@link Tuning#DEFAULT} but in tests
 */
public record Policy(
    int minReplicas,
    int maxReplicas,
    boolean scaleToZero,
    Duration drainTime,
    int lagThreshold,
    OptionalDouble cpuTarget,
    Tuning tuning) {
  /** Refuses what contradicts itself. */
  public Policy {
    if (minReplicas < 1 || maxReplicas < minReplicas) {
      throw new IllegalArgumentException(
          "minReplicas "
              + minReplicas
              + " and maxReplicas "
              + maxReplicas
              + ": write 1 <= minReplicas <= maxReplicas");
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

  /** Returns a policy of queues alone: never to zero, no CPU target, default tuning. */
  public static Policy of(int minReplicas, int maxReplicas, Duration drainTime, int lagThreshold) {
    return new Policy(
        minReplicas,
        maxReplicas,
        false,
        drainTime,
        lagThreshold,
        OptionalDouble.empty(),
        Tuning.DEFAULT);
  }

  /** Returns this policy with or without the step to zero pods. */
  public Policy withScaleToZero(boolean allowed) {
    return new Policy(
        minReplicas, maxReplicas, allowed, drainTime, lagThreshold, cpuTarget, tuning);
  }

  /** Returns this policy with a CPU target, as a share of the request. */
  public Policy withCpuTarget(double share) {
    return new Policy(
        minReplicas,
        maxReplicas,
        scaleToZero,
        drainTime,
        lagThreshold,
        OptionalDouble.of(share),
        tuning);
  }

  /** Returns this policy with another tuning. */
  public Policy withTuning(Tuning other) {
    return new Policy(
        minReplicas, maxReplicas, scaleToZero, drainTime, lagThreshold, cpuTarget, other);
  }

  /** Fewest pods that may ever run. */
  int lowest() {
    return scaleToZero ? 0 : minReplicas;
  }
}
