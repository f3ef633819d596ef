package dev.ecommercestack.operator.manager.dependencies;

import dev.ecommercestack.contracts.access.Backing;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about the backing services of a stack from what its services say.
 *
 * @param observed whether every service was asked since this operator began to look after the
 *     stack; if not, the rest says nothing
 * @param reported backing services that at least one service told about
 * @param outages backing services that a service cannot use
 * @param unknown services of which something is not known, and why
 */
public record DependencyReport(
    boolean observed,
    Set<Backing> reported,
    List<Outage> outages,
    SortedMap<String, String> unknown) {

  /** Nobody was asked yet. */
  public static final DependencyReport NOT_OBSERVED =
      new DependencyReport(false, Set.of(), List.of(), Collections.emptySortedMap());

  public DependencyReport {
    reported = Set.copyOf(reported);
    outages = List.copyOf(outages);
    unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
  }

  /** Everything is known and available. */
  public static DependencyReport available(Set<Backing> reported) {
    return new DependencyReport(true, reported, List.of(), new TreeMap<>(Map.of()));
  }

  /** Outages that last. */
  public List<Outage> lasting(Instant now) {
    return outages.stream().filter(outage -> outage.isLasting(now)).toList();
  }

  /** Whether time alone will change what follows from this report. */
  public boolean isUndecided(Instant now) {
    return outages.stream().anyMatch(outage -> !outage.isLasting(now));
  }
}
