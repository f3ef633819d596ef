package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.MissingSecret;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.plan.stack.Stage;
import dev.ecommercestack.operator.manager.status.ComponentReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out a plan stage by stage. It never blocks: a component that is not healthy yet is
 * checked again in the next reconciliation.
 */
public final class Rollout {

  private final ComponentSteps steps;

  /**
   * @param steps applies and observes single components
   */
  public Rollout(ComponentSteps steps) {
    this.steps = steps;
  }

  /**
   * Applies what the mode allows to be applied now.
   *
   * @return a report for every component of the plan, in its order
   */
  public List<ComponentReport> run(Plan plan, RolloutMode mode) {
    var reports = new ArrayList<ComponentReport>();
    var unhealthy = new ArrayList<String>();
    for (var stage : plan.stages()) {
      var behind = List.copyOf(unhealthy);
      for (var component : stage.components()) {
        reports.add(behind.isEmpty() ? carryOut(component) : holdBack(component, behind));
      }
      if (mode == RolloutMode.ORDERED) {
        unhealthy.addAll(unhealthyGates(stage, reports));
      }
    }
    return reports;
  }

  private ComponentReport carryOut(ComponentPlan component) {
    return component.missing() == null ? apply(component) : leave(component, component.missing());
  }

  /** A component that cannot be planned is not changed. */
  private ComponentReport leave(ComponentPlan component, MissingSecret missing) {
    var health = steps.observe(component);
    var cause =
        health.phase() == ComponentPhase.Pending
            ? missing.cause()
            : "stays as it was: " + missing.cause();
    return report(
        component,
        true,
        false,
        missing.needsAction() ? health.blocked(cause) : health.waiting(cause));
  }

  private ComponentReport apply(ComponentPlan component) {
    var result = steps.apply(component);
    var health = steps.observe(component);
    return report(
        component,
        true,
        result instanceof ApplyResult.Done,
        switch (result) {
          case ApplyResult.Done() -> health;
          case ApplyResult.Waiting(var cause) -> health.waiting(cause);
          case ApplyResult.Failed(var cause) -> health.waiting(cause);
          case ApplyResult.Refused(var cause) -> health.blocked(cause);
        });
  }

  private ComponentReport holdBack(ComponentPlan component, List<String> unhealthy) {
    var cause = "waits for " + String.join(", ", unhealthy);
    var health = steps.observe(component);
    return report(
        component,
        false,
        false,
        switch (health.phase()) {
          case Pending -> Health.pending(cause);
          default -> health.isHealthy() ? health.withMessage("stays as it was: " + cause) : health;
        });
  }

  private static ComponentReport report(
      ComponentPlan component, boolean applied, boolean asPlanned, Health health) {
    var listed = component.kind() != ComponentKind.CONFIGURATION || !health.isHealthy();
    var bounds = component.replicaBounds();
    return new ComponentReport(
        component.component(),
        component.image(),
        component.gating(),
        listed,
        applied,
        asPlanned,
        bounds == null ? null : (Integer) bounds.min(),
        health);
  }

  private static List<String> unhealthyGates(Stage stage, List<ComponentReport> reports) {
    var inStage = stage.components().stream().map(ComponentPlan::component).toList();
    return reports.stream()
        .filter(report -> inStage.contains(report.component()))
        .filter(report -> report.gating() && !report.health().isHealthy())
        .map(ComponentReport::component)
        .toList();
  }
}
