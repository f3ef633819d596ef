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
 * The last answer of each service of one stack, and since when backing services are down. The
 * caller passes the time.
 */
final class DependencyHistory {

  /** How long an answer is valid when no other follows: three polls. */
  static final Duration ANSWER_VALIDITY = Duration.ofSeconds(90);

  private SortedMap<String, Set<Backing>> needs = new TreeMap<>();
  private final Map<String, ServiceState> states = new HashMap<>();

  /**
   * Sets which backing services each service uses. Others in its answers are ignored.
   *
   * @param services the backing services by name of the service
   */
  synchronized void expect(Map<String, Set<Backing>> services) {
    needs = new TreeMap<>(services);
    states.keySet().retainAll(services.keySet());
  }

  /**
   * Records the result of a poll.
   *
   * @param service name of the service
   * @param answer its answer
   * @param now the time of the answer
   */
  synchronized void record(String service, HealthAnswer answer, Instant now) {
    var needed = needs.get(service);
    if (needed == null) {
      return;
    }
    var state = states.getOrDefault(service, ServiceState.NONE);
    states.put(
        service,
        switch (answer) {
          case HealthAnswer.Reported(var available) -> state.reported(available, needed, now);
          case HealthAnswer.NoAnswer(var cause) -> state.withoutAnswer(cause);
        });
  }

  /** Returns the report at a time. */
  synchronized DependencyReport report(Instant now) {
    if (!states.keySet().containsAll(needs.keySet())) {
      return DependencyReport.NOT_OBSERVED;
    }
    var reported = EnumSet.noneOf(Backing.class);
    var outages = new ArrayList<Outage>();
    var unknown = new TreeMap<String, String>();
    needs.forEach(
        (service, needed) -> {
          var state = states.getOrDefault(service, ServiceState.NONE);
          state.unknown(needed, now).ifPresent(cause -> unknown.put(service, cause));
          if (state.isValid(now)) {
            reported.addAll(state.reported());
            state
                .downSince()
                .forEach((backing, since) -> outages.add(new Outage(service, backing, since)));
          }
        });
    return new DependencyReport(true, reported, outages, unknown);
  }

  /**
   * The last answer of one service.
   *
   * @param answeredAt when it answered last, null if it never did
   * @param reported backing services in the answer of the service
   * @param downSince since when it says that it cannot use one of them
   * @param problem why it did not answer the last time, null if it did
   */
  private record ServiceState(
      @Nullable Instant answeredAt,
      Set<Backing> reported,
      Map<Backing, Instant> downSince,
      @Nullable String problem) {

    static final ServiceState NONE = new ServiceState(null, Set.of(), Map.of(), null);

    ServiceState reported(Map<Backing, Boolean> available, Set<Backing> needed, Instant now) {
      var reported = EnumSet.noneOf(Backing.class);
      var down = new EnumMap<Backing, Instant>(Backing.class);
      for (var backing : needed) {
        var up = available.get(backing);
        if (up != null) {
          reported.add(backing);
          if (!up) {
            // An outage does not begin again after a time of which nothing is known.
            down.put(backing, downSince.getOrDefault(backing, now));
          }
        }
      }
      return new ServiceState(now, reported, down, null);
    }

    ServiceState withoutAnswer(String cause) {
      return new ServiceState(answeredAt, reported, downSince, cause);
    }

    boolean isValid(Instant now) {
      return answeredAt != null && !answeredAt.plus(ANSWER_VALIDITY).isBefore(now);
    }

    Optional<String> unknown(Set<Backing> needed, Instant now) {
      if (answeredAt == null) {
        return Optional.of(problem == null ? "not polled yet" : problem);
      }
      if (!isValid(now)) {
        return Optional.of(
            "%s; its last answer is of %s"
                .formatted(
                    problem == null ? "no answer" : problem,
                    answeredAt.truncatedTo(ChronoUnit.SECONDS)));
      }
      var missing = EnumSet.copyOf(needed);
      missing.removeAll(reported);
      return missing.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "it does not report "
                  + missing.stream().map(Backing::id).collect(Collectors.joining(", ")));
    }
  }
}
