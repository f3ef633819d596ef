package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Limit;
import dev.ecommercestack.operator.scaling.Steering.Outcome;
import dev.ecommercestack.operator.scaling.Steering.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeps the count of all queues together from being another one. */
final class Limits {
  /**
   * Returns the limit that matters most.
   *
   * @param unknown name of a queue that is not known, or null
   * @param most the queue that asks for most
   */
  static Optional<Limit> of(
      Outcome outcome,
      Policy policy,
      @Nullable String unknown,
      List<Demand> demands,
      @Nullable Demand most) {
    if (unknown != null) {
      return limit(
          LimitedBy.BROKER_UNAVAILABLE,
          "No pod is taken away while "
              + unknown
              + " is not known; see whether its broker answers.");
    }
    if (outcome.verdict() == Verdict.ROLLOUT) {
      return limit(
          LimitedBy.ROLLOUT,
          "Pods are being replaced; scaling goes on after that, or after "
              + Words.time(PodHistory.ROLLOUT_PATIENCE)
              + " if that hangs.");
    }
    if (outcome.verdict() == Verdict.ACTIONS) {
      return limit(
          LimitedBy.ACTIONS_PER_HOUR, Words.pods(outcome.wanted()) + " would be asked for now.");
    }
    if (outcome.wanted() > policy.maxReplicas()) {
      return limit(
          LimitedBy.MAX_REPLICAS,
          Words.pods(outcome.wanted())
              + " would be needed, maxReplicas allows "
              + policy.maxReplicas()
              + ".");
    }
    for (Demand demand : demands) {
      if (demand.stalled()) {
        return demand.limit();
      }
    }
    return most == null ? Optional.empty() : most.limit();
  }

  private static Optional<Limit> limit(LimitedBy by, String sentence) {
    return Optional.of(new Limit(by, sentence));
  }

  private Limits() {}
}
