package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * All that checks look at.
 *
 * @param at the time of the decision
 * @param policy the bounds and targets of the user
 * @param history history up to and including this look
 * @param base pods that are asked for so far
 * @param demands demands of the queues that are known
 * @param unknown name of a queue that is not known, or null
 * @param cpu pods that the CPU use asks for, or empty if it has no part
 * @param keep time for which pods are kept that were needed
 */
record Situation(
    Instant at,
    Policy policy,
    History history,
    int base,
    List<QueueDemand> demands,
    @Nullable String unknown,
    OptionalInt cpu,
    Duration keep) {

  /** The queue that asks for most, or null if none is known. */
  @Nullable QueueDemand most() {
    QueueDemand most = null;
    for (QueueDemand demand : demands) {
      most = most == null || demand.asked() > most.asked() ? demand : most;
    }
    return most;
  }

  /** Pods that the queues ask for that have too few. */
  private int wantedForQueues() {
    int wanted = 0;
    for (QueueDemand demand : demands) {
      wanted = demand.tooFew() ? Math.max(wanted, demand.target()) : wanted;
    }
    return wanted;
  }

  /** Pods to have, whatever is allowed: those that there are unless these are too few. */
  int wanted() {
    return Math.max(base, Math.max(wantedForQueues(), cpu.orElse(0)));
  }

  boolean forCpu() {
    return cpu.orElse(0) > wantedForQueues();
  }

  /** Pods to ask for when there are too few. */
  int more() {
    return useful(Math.clamp(wanted(), policy.minReplicas(), policy.maxReplicas()));
  }

  /** Pods that suffice at this look. */
  int needed() {
    int needed = cpu.orElse(0);
    for (QueueDemand demand : demands) {
      needed = Math.max(needed, Math.max(demand.needed(), demand.forArrivals()));
    }
    return needed;
  }

  /** The most pods that were needed while pods are kept. */
  int neededLately() {
    return Math.max(needed(), history.needs().max(at.minus(keep)));
  }

  /** Fewest pods to go down to. */
  int fewer() {
    return Math.max(useful(neededLately()), policy.minReplicas());
  }

  /** Returns the time of the oldest reading; nothing is known of the time since. */
  Instant seenAt() {
    Instant oldest = at;
    for (QueueDemand demand : demands) {
      Instant seenAt = demand.queue().seenAt();
      oldest = seenAt.isBefore(oldest) ? seenAt : oldest;
    }
    return oldest;
  }

  /** Whether pods were removed so lately that more of them may go along with the next ones. */
  boolean justRemoved() {
    double seconds = ScalingConstants.BETWEEN_REMOVALS * Seconds.of(keep);
    return history.actions().stream()
        .anyMatch(it -> !it.adds() && Seconds.between(it.at(), at) < seconds);
  }

  boolean worthRemoving(int pods) {
    double least = Mechanism.SMALL_REMOVALS.off() ? 1 : ScalingConstants.WORTH_REMOVING * base;
    return pods < base && base - pods >= least;
  }

  /** Returns the fewest pods that do no less for the queues; the CPU may need them all. */
  private int useful(int count) {
    int least = unknown != null || cpu.isPresent() ? count : 1;
    for (QueueDemand demand : demands) {
      int partitions = demand.reading().partitioned() ? demand.reading().parts().size() : 0;
      least = Math.max(least, Math.min(count, Load.useful(count, partitions)));
    }
    return least;
  }
}
