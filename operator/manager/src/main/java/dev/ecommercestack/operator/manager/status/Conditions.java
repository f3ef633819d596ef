package dev.ecommercestack.operator.manager.status;

import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.DEGRADED;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.DEPENDENCIES_AVAILABLE;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.PROGRESSING;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.READY;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.RECONCILING;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.SCALING_ACTIVE;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.STALLED;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status.FALSE;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status.TRUE;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status.UNKNOWN;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.scaling.ScalingReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a status, in their order: Ready, Progressing, Degraded, DependenciesAvailable,
 * Reconciling, Stalled, and ScalingActive if a component scales on waiting messages.
 */
final class Conditions {

  private static final int MAX_NAMED_COMPONENTS = 3;
  private static final int MAX_MESSAGE_LENGTH = 4096;
  // The whole message is with the component; three of them fit on a screen.
  private static final int MAX_COMPONENT_MESSAGE_LENGTH = 250;

  private final long generation;
  private final EcommerceStackStatus last;
  private final DependencyCondition dependencies;
  private final @Nullable ScalingCondition scaling;
  private final String now;

  Conditions(
      long generation,
      EcommerceStackStatus last,
      DependencyReport dependencies,
      ScalingReport scaling,
      Instant now) {
    this.generation = generation;
    this.last = last;
    this.dependencies =
        DependencyCondition.of(
            dependencies, last.condition(DEPENDENCIES_AVAILABLE).orElse(null), now);
    this.scaling = ScalingCondition.of(scaling, last.condition(SCALING_ACTIVE).orElse(null));
    this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** What the report says, and which components are worse than a rollout explains. */
  List<Condition> of(StackReport report, List<ComponentReport> degraded) {
    var progressing = progressing(report);
    return Stream.concat(
            Stream.of(
                ready(report, degraded.isEmpty()),
                progressing,
                degraded(report, degraded),
                condition(
                    DEPENDENCIES_AVAILABLE,
                    dependencies.status(),
                    dependencies.reason(),
                    dependencies.message()),
                condition(
                    RECONCILING, progressing.status(), progressing.reason(), progressing.message()),
                stalled(report)),
            scaling(report).stream())
        .toList();
  }

  private Optional<Condition> scaling(StackReport report) {
    var message = Objects.requireNonNullElse(report.message(), "");
    return Optional.ofNullable(scaling)
        .map(
            now ->
                switch (report.outcome()) {
                  case SUSPENDED -> condition(SCALING_ACTIVE, UNKNOWN, Reasons.SUSPENDED, message);
                  case PAUSED -> condition(SCALING_ACTIVE, UNKNOWN, Reasons.PAUSED, message);
                  default -> condition(SCALING_ACTIVE, now.status(), now.reason(), now.message());
                });
  }

  private Condition ready(StackReport report, boolean asExpected) {
    var message = Objects.requireNonNullElse(report.message(), "");
    if (report.needsCorrection()) {
      return condition(READY, FALSE, Reasons.INVALID, message);
    }
    return switch (report.outcome()) {
      case ORDERED_ROLLOUT, DIRECT_ROLLOUT ->
          report.isComplete()
              ? allReady()
              : condition(
                  READY,
                  FALSE,
                  asExpected ? Reasons.ROLLOUT_IN_PROGRESS : Reasons.COMPONENTS_NOT_HEALTHY,
                  unfinished(report));
      case STEADY ->
          report.isComplete()
              ? allReady()
              : condition(READY, FALSE, Reasons.COMPONENTS_NOT_HEALTHY, unfinished(report));
      case WAITING -> condition(READY, FALSE, Reasons.WAITING, message);
      case INVALID -> condition(READY, FALSE, Reasons.INVALID, message);
      case ERROR -> condition(READY, FALSE, Reasons.RECONCILE_ERROR, message);
      case SUSPENDED -> condition(READY, UNKNOWN, Reasons.SUSPENDED, message);
      case PAUSED -> condition(READY, UNKNOWN, Reasons.PAUSED, message);
    };
  }

  private Condition allReady() {
    return dependencies.blocks()
        ? condition(READY, FALSE, dependencies.reason(), dependencies.message())
        : condition(READY, TRUE, Reasons.ALL_READY, "all components are applied and healthy");
  }

  private Condition degraded(StackReport report, List<ComponentReport> degraded) {
    if (!degraded.isEmpty()) {
      return condition(DEGRADED, TRUE, Reasons.COMPONENTS_NOT_HEALTHY, name(degraded));
    }
    // A rollout restarts brokers.
    return dependencies.status() == FALSE && report.isComplete()
        ? condition(DEGRADED, TRUE, dependencies.reason(), dependencies.message())
        : condition(DEGRADED, FALSE, Reasons.AS_EXPECTED, "no problem is known");
  }

  /** False while a person has to act, even if parts progress: kstatus checks this one first. */
  private Condition progressing(StackReport report) {
    var message = Objects.requireNonNullElse(report.message(), "");
    if (report.needsCorrection()) {
      return condition(PROGRESSING, FALSE, Reasons.INVALID, message);
    }
    return switch (report.outcome()) {
      case ORDERED_ROLLOUT, DIRECT_ROLLOUT ->
          report.isComplete()
              ? rolledOut()
              : condition(PROGRESSING, TRUE, Reasons.ROLLOUT_IN_PROGRESS, unfinished(report));
      case STEADY -> rolledOut();
      case WAITING -> condition(PROGRESSING, TRUE, Reasons.WAITING, message);
      case INVALID -> condition(PROGRESSING, FALSE, Reasons.INVALID, message);
      case ERROR -> condition(PROGRESSING, TRUE, Reasons.RECONCILE_ERROR, message);
      case SUSPENDED -> condition(PROGRESSING, FALSE, Reasons.SUSPENDED, message);
      case PAUSED -> condition(PROGRESSING, FALSE, Reasons.PAUSED, message);
    };
  }

  private Condition rolledOut() {
    return condition(PROGRESSING, FALSE, Reasons.ROLLOUT_COMPLETE, "all components are rolled out");
  }

  private Condition stalled(StackReport report) {
    return report.needsCorrection()
        ? condition(
            STALLED, TRUE, Reasons.INVALID, Objects.requireNonNullElse(report.message(), ""))
        : condition(STALLED, FALSE, Reasons.AS_EXPECTED, "the operator is not blocked");
  }

  /** The components that hold up the rest; those that only wait for them are not named. */
  private static String unfinished(StackReport report) {
    return name(report.unfinished().stream().filter(ComponentReport::applied).toList());
  }

  /** Names the components that need action of a person first. */
  private static String name(List<ComponentReport> components) {
    var named =
        components.stream()
            .sorted(Comparator.comparing(component -> !component.health().needsAction()))
            .limit(MAX_NAMED_COMPONENTS)
            .map(
                component ->
                    component.component()
                        + ": "
                        + shorten(
                            Objects.requireNonNullElse(component.health().message(), "not ready"),
                            MAX_COMPONENT_MESSAGE_LENGTH))
            .collect(Collectors.joining("; "));
    var more = components.size() - MAX_NAMED_COMPONENTS;
    return more > 0 ? "%s; and %d more".formatted(named, more) : named;
  }

  private Condition condition(String type, Condition.Status status, String reason, String message) {
    return new Condition(
            type, status, reason, shorten(message, MAX_MESSAGE_LENGTH), now, generation)
        .keepingTimeOf(last.condition(type).orElse(null));
  }

  private static String shorten(String message, int length) {
    return message.length() <= length ? message : message.substring(0, length - 3) + "...";
  }
}
