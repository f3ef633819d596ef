package dev.ecommercestack.operator.manager.observe;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Events of type Warning of the controllers of Kubernetes. */
final class WarningEvents {

  private WarningEvents() {}

  /** The newest reason why this workload could not create its pods. */
  static Optional<String> about(String kind, String name, List<Event> warnings) {
    return about(kind, name, "", warnings);
  }

  /**
   * The same, but only if it was seen after a time.
   *
   * @param after RFC 3339 as Kubernetes writes it, in UTC and seconds; empty for all
   */
  static Optional<String> about(String kind, String name, String after, List<Event> warnings) {
    return warnings.stream()
        .filter(event -> version(event).isEmpty() || version(event).compareTo(after) >= 0)
        .filter(event -> "FailedCreate".equals(event.getReason()) && event.getNote() != null)
        .filter(event -> event.getRegarding() != null)
        .filter(event -> kind.equals(event.getRegarding().getKind()))
        .filter(event -> name.equals(event.getRegarding().getName()))
        .max(Comparator.comparing(WarningEvents::version))
        .map(Event::getNote);
  }

  private static String version(Event event) {
    var time = event.getDeprecatedLastTimestamp();
    return time == null ? "" : time;
  }
}
