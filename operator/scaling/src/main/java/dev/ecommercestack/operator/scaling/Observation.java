package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.List;

/**
 * All that a decision looks at.
 *
 * @param at the time of the decision; never before that of the decision before it
 * @param replicas the pods as the cluster shows them
 * @param sources the queues that these pods work off: one or more, each with a name of its own. The
 *     queue that needs most decides
 * @param cpu CPU use of the ready pods as a share of their request (0.7 = 70 %); only read where
 *     the policy has a CPU target; unknown, it plays no part in the decision
 */
public record Observation(
    Instant at, Replicas replicas, List<Source> sources, Measurement<Double> cpu) {
  /** What {@link #cpu()} says where CPU has no part in the decision. */
  public static final Measurement<Double> NO_CPU = Measurement.unknown("CPU use is not looked at");

  /** Copies the list. */
  public Observation {
    sources = List.copyOf(sources);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("no source: name at least one queue to scale on");
    }
    if (sources.stream().map(Source::name).distinct().count() != sources.size()) {
      throw new IllegalArgumentException("two sources have one name: give each queue its own");
    }
  }

  /** Returns the observation of pods that work off one queue and scale on nothing else. */
  public static Observation of(Instant at, Replicas replicas, Measurement<Backlog> backlog) {
    return new Observation(at, replicas, List.of(new Source("queue", backlog)), NO_CPU);
  }
}
