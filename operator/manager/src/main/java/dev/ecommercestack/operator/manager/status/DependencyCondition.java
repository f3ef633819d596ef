package dev.ecommercestack.operator.manager.status;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.dependencies.Outage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Status, reason and message of the condition DependenciesAvailable.
 *
 * @param status whether the services can use what they need
 * @param reason why, for programs
 * @param message why, for people
 */
record DependencyCondition(Status status, String reason, String message) {

  /**
   * Derives the condition from a report. An outage counts when it lasts. The condition becomes true
   * again only when no service reports an outage: not by a restart of the operator, and not by an
   * outage that moves from one service to another.
   *
   * @param report the reports of the services about their backing services
   * @param last the condition of the last status, null if it had none
   * @param now the time at which an outage has lasted long enough
   */
  static DependencyCondition of(DependencyReport report, @Nullable Condition last, Instant now) {
    if (!report.observed()) {
      return last == null
          ? new DependencyCondition(
              Status.UNKNOWN, Reasons.NOT_OBSERVED, "the services were not polled yet")
          : new DependencyCondition(last.status(), last.reason(), last.message());
    }
    var stated = last != null && last.status() == Status.FALSE;
    var outages = stated ? report.outages() : report.lasting(now);
    if (!outages.isEmpty()) {
      var blocking =
          outages.stream()
              .filter(Outage::isBlocking)
              .anyMatch(outage -> outage.isLasting(now) || blocked(last));
      return new DependencyCondition(
          Status.FALSE, blocking ? Reasons.DEPENDENCIES_DOWN : Reasons.CACHE_DOWN, name(outages));
    }
    return report.unknown().isEmpty()
        ? new DependencyCondition(
            Status.TRUE,
            Reasons.DEPENDENCIES_AVAILABLE,
            "every service can use its backing services")
        : new DependencyCondition(
            Status.UNKNOWN,
            Reasons.DEPENDENCIES_UNKNOWN,
            report.unknown().entrySet().stream()
                .map(service -> service.getKey() + ": " + service.getValue())
                .collect(Collectors.joining("; ")));
  }

  /**
   * Whether the stack cannot do its work. What is unknown or a cache does not keep it from that.
   */
  boolean blocks() {
    return status == Status.FALSE && reason.equals(Reasons.DEPENDENCIES_DOWN);
  }

  private static boolean blocked(@Nullable Condition last) {
    return last != null && last.reason().equals(Reasons.DEPENDENCIES_DOWN);
  }

  /** As in {@code order: rabbitmq (since 2026-01-02T03:04:05Z); user: ...}. */
  private static String name(List<Outage> outages) {
    return outages.stream()
        .collect(
            Collectors.groupingBy(
                Outage::service,
                TreeMap::new,
                Collectors.mapping(
                    outage ->
                        "%s (since %s)"
                            .formatted(
                                outage.backing().id(),
                                outage.since().truncatedTo(ChronoUnit.SECONDS)),
                    Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(service -> service.getKey() + ": " + service.getValue())
        .collect(Collectors.joining("; "));
  }
}
