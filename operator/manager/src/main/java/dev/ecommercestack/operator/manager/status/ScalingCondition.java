package dev.ecommercestack.operator.manager.status;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.manager.scaling.ScalingReport;
import dev.ecommercestack.operator.manager.scaling.ScalingReport.Component;
import dev.ecommercestack.operator.manager.scaling.ScalingReport.State;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Status, reason and message of the condition ScalingActive.
 *
 * @param status whether the number of pods of every component that should be scaled follows what
 *     waits
 * @param reason why, for programs
 * @param message why, for people
 */
record ScalingCondition(Status status, String reason, String message) {
  /**
   * Derives the condition from a report. The first component with a problem gives the reason.
   *
   * @param report what is published about the scaling of the stack
   * @param last the condition of the last status, null if it had none
   * @return the condition, null if no component scales on waiting messages
   */
  static @Nullable ScalingCondition of(ScalingReport report, @Nullable Condition last) {
    if (!report.observed()) {
      return last == null
          ? null
          : new ScalingCondition(last.status(), last.reason(), last.message());
    }
    if (report.components().isEmpty()) {
      return null;
    }
    var inactive = in(State.INACTIVE, report);
    if (!inactive.isEmpty()) {
      return new ScalingCondition(Status.FALSE, inactive.getFirst().reason(), name(inactive));
    }
    var unknown = in(State.UNKNOWN, report);
    if (!unknown.isEmpty()) {
      return new ScalingCondition(Status.UNKNOWN, unknown.getFirst().reason(), name(unknown));
    }
    return in(State.ACTIVE, report).isEmpty()
        ? new ScalingCondition(
            Status.FALSE, report.components().getFirst().reason(), name(report.components()))
        : new ScalingCondition(Status.TRUE, Reasons.SCALING_ACTIVE, name(report.components()));
  }

  private static List<Component> in(State state, ScalingReport report) {
    return report.components().stream().filter(component -> component.state() == state).toList();
  }

  /** As in {@code event: ...; worker: ...}. */
  private static String name(List<Component> components) {
    return components.stream()
        .map(component -> component.name() + ": " + component.message())
        .collect(Collectors.joining("; "));
  }
}
