package dev.ecommercestack.operator.manager.status;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.api.v1alpha1.status.RolledOut;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.scaling.ScalingReport;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the report of a reconciliation into the status that users see. */
public final class StatusAggregator {

  private static final int MAX_MESSAGE_LENGTH = 1024;

  private final Duration progressDeadline;

  /**
   * @param progressDeadline how long a changed component may take to become healthy before the
   *     stack counts as degraded
   */
  public StatusAggregator(Duration progressDeadline) {
    this.progressDeadline = progressDeadline;
  }

  /**
   * The status after a reconciliation. It equals the last one when nothing changed, so that nothing
   * needs to be written.
   *
   * @param generation generation of the spec that was reconciled
   * @param version version of the services that the spec resolves to
   * @param report what the reconciliation came to
   * @param endpoints addresses as they were found
   * @param dependencies the reports of the services about their backing services
   * @param scaling what is published about the scaling of the stack
   * @param last the status as it was read
   * @param now the time that changed conditions carry
   */
  public EcommerceStackStatus aggregate(
      long generation,
      String version,
      StackReport report,
      Endpoints endpoints,
      DependencyReport dependencies,
      ScalingReport scaling,
      EcommerceStackStatus last,
      Instant now) {
    var components =
        report.components().stream()
            .filter(ComponentReport::listed)
            .map(component -> describe(component, report, last, now))
            .toList();
    var degraded =
        report.components().stream()
            .filter(component -> isDegraded(component, report, now))
            .toList();
    return new EcommerceStackStatus(
        generation,
        version,
        report.isComplete() ? version : last.lastGoodVersion(),
        rolledOut(generation, report, last),
        known(endpoints, generation, last),
        new Conditions(generation, last, dependencies, scaling, now).of(report, degraded),
        components,
        scaling.observed() ? scaling.statuses() : last.scaling());
  }

  /** Forgotten as soon as other pods are rolled out, and by nothing else. */
  private static @Nullable RolledOut rolledOut(
      long generation, StackReport report, EcommerceStackStatus last) {
    var planHash = report.planHash();
    if (report.isComplete() && planHash != null) {
      return new RolledOut(generation, planHash);
    }
    return report.outcome() == Outcome.ORDERED_ROLLOUT ? null : last.rolledOut();
  }

  /** Pods that are away for a moment do not change where the shop is; another spec may. */
  private static Endpoints known(Endpoints found, long generation, EcommerceStackStatus last) {
    var sameSpec = Objects.equals(last.observedGeneration(), generation);
    return found.gateway() == null && sameSpec ? last.endpoints() : found;
  }

  private ComponentStatus describe(
      ComponentReport component, StackReport report, EcommerceStackStatus last, Instant now) {
    var health = component.health();
    var external = health.phase() == ComponentPhase.External;
    return new ComponentStatus(
        component.component(),
        phase(component, report, now),
        external ? null : (Integer) health.ready(),
        external ? null : (Integer) health.desired(),
        image(component, last),
        shorten(health.message()));
  }

  private ComponentPhase phase(ComponentReport component, StackReport report, Instant now) {
    if (isDegraded(component, report, now)) {
      return ComponentPhase.Degraded;
    }
    return switch (report.outcome()) {
      case SUSPENDED, PAUSED ->
          component.health().phase() == ComponentPhase.External
              ? ComponentPhase.External
              : ComponentPhase.Suspended;
      default -> component.health().phase();
    };
  }

  /** What runs: the planned image once it is applied, the one before until then. */
  private static @Nullable String image(ComponentReport component, EcommerceStackStatus last) {
    return component.asPlanned()
        ? component.image()
        : last.component(component.component()).map(ComponentStatus::image).orElse(null);
  }

  /**
   * While a change is carried out, components are given time; otherwise they have to be healthy.
   */
  private boolean isDegraded(ComponentReport component, StackReport report, Instant now) {
    var health = component.health();
    if (health.isHealthy()) {
      return false;
    }
    return health.needsAction()
        || switch (report.outcome()) {
          case ORDERED_ROLLOUT, DIRECT_ROLLOUT, WAITING -> isOverdue(health, now);
          case STEADY -> component.applied() && !component.serves();
          case INVALID, ERROR, SUSPENDED, PAUSED -> component.applied();
        };
  }

  private boolean isOverdue(Health health, Instant now) {
    return Optional.ofNullable(health.changedAt())
        .map(changedAt -> changedAt.plus(progressDeadline).isBefore(now))
        .orElse(false);
  }

  private static @Nullable String shorten(@Nullable String message) {
    return message == null || message.length() <= MAX_MESSAGE_LENGTH
        ? message
        : message.substring(0, MAX_MESSAGE_LENGTH - 3) + "...";
  }
}
