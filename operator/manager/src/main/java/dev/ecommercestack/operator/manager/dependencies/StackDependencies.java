package dev.ecommercestack.operator.manager.dependencies;

import dev.ecommercestack.contracts.access.Backing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one stack: what each of its services said last, and since when. The clock is the
 * caller's.
 */
final class StackDependencies {

  /** How long an answer stands when no other follows: three polls. */
  static final Duration ANSWER_STANDS = Duration.ofSeconds(90);

  private SortedMap<String, Set<Backing>> needs = new TreeMap<>();
  private final Map<String, Memory> memories = new HashMap<>();

  /** Sets which backing services each service uses; others that it tells about do not count. */
  synchronized void expect(Map<String, Set<Backing>> services) {
    needs = new TreeMap<>(services);
    memories.keySet().retainAll(services.keySet());
  }

  /** Takes note of what came of asking a service. */
  synchronized void record(String service, HealthAnswer answer, Instant now) {
    var needed = needs.get(service);
    if (needed == null) {
      return;
    }
    var memory = memories.getOrDefault(service, Memory.NONE);
    memories.put(
        service,
        switch (answer) {
          case HealthAnswer.Told(var available) -> memory.told(available, needed, now);
          case HealthAnswer.Silent(var cause) -> memory.silent(cause);
        });
  }

  /** What is known now. */
  synchronized DependencyReport report(Instant now) {
    if (!memories.keySet().containsAll(needs.keySet())) {
      return DependencyReport.NOT_OBSERVED;
    }
    var reported = EnumSet.noneOf(Backing.class);
    var outages = new ArrayList<Outage>();
    var unknown = new TreeMap<String, String>();
    needs.forEach(
        (service, needed) -> {
          var memory = memories.getOrDefault(service, Memory.NONE);
          memory.unknown(needed, now).ifPresent(cause -> unknown.put(service, cause));
          if (memory.stands(now)) {
            reported.addAll(memory.reported());
            memory
                .downSince()
                .forEach((backing, since) -> outages.add(new Outage(service, backing, since)));
          }
        });
    return new DependencyReport(true, reported, outages, unknown);
  }

  /**
   * What one service said last.
   *
   * @param answeredAt when it answered last, null if it never did
   * @param reported backing services in the answer of the service
   * @param downSince since when it says that it cannot use one of them
   * @param trouble why it did not answer the last time, null if it did
   */
  private record Memory(
      @Nullable Instant answeredAt,
      Set<Backing> reported,
      Map<Backing, Instant> downSince,
      @Nullable String trouble) {

    static final Memory NONE = new Memory(null, Set.of(), Map.of(), null);

    Memory told(Map<Backing, Boolean> available, Set<Backing> needed, Instant now) {
      var told = EnumSet.noneOf(Backing.class);
      var down = new EnumMap<Backing, Instant>(Backing.class);
      for (var backing : needed) {
        var up = available.get(backing);
        if (up != null) {
          told.add(backing);
          if (!up) {
            // An outage does not begin again after a time of which nothing is known.
            down.put(backing, downSince.getOrDefault(backing, now));
          }
        }
      }
      return new Memory(now, told, down, null);
    }

    Memory silent(String cause) {
      return new Memory(answeredAt, reported, downSince, cause);
    }

    boolean stands(Instant now) {
      return answeredAt != null && !answeredAt.plus(ANSWER_STANDS).isBefore(now);
    }

    Optional<String> unknown(Set<Backing> needed, Instant now) {
      if (answeredAt == null) {
        return Optional.of(trouble == null ? "not asked yet" : trouble);
      }
      if (!stands(now)) {
        return Optional.of(
            "%s; its last answer is of %s"
                .formatted(
                    trouble == null ? "no answer" : trouble,
                    answeredAt.truncatedTo(ChronoUnit.SECONDS)));
      }
      var missing = EnumSet.copyOf(needed);
      missing.removeAll(reported);
      return missing.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "it does not tell about "
                  + missing.stream().map(Backing::id).collect(Collectors.joining(", ")));
    }
  }
}
