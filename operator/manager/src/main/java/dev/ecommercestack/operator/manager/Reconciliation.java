package dev.ecommercestack.operator.manager;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.manager.cluster.StackCluster;
import dev.ecommercestack.operator.manager.cluster.StackObserver;
import dev.ecommercestack.operator.manager.plan.stack.StackInput;
import dev.ecommercestack.operator.manager.status.StackReport;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import org.jspecify.annotations.Nullable;

/** One reconciliation of one stack, and the data that its steps pass on. */
final class Reconciliation {

  private final EcommerceStack stack;
  private final StackCluster cluster;
  private @Nullable StackInput planInput;

  /**
   * @param stack the stack as it was read
   * @param cluster the access to the objects of the stack
   */
  Reconciliation(EcommerceStack stack, StackCluster cluster) {
    this.stack = stack;
    this.cluster = cluster;
  }

  EcommerceStack stack() {
    return stack;
  }

  StackCluster cluster() {
    return cluster;
  }

  /** The input of the plan, which an earlier step has set. */
  StackInput planInput() {
    return requireNonNull(planInput, "no step has set the input of the plan");
  }

  /** Whether a step has set the input of the plan. */
  boolean hasPlanInput() {
    return planInput != null;
  }

  void setPlanInput(StackInput input) {
    planInput = input;
  }

  /**
   * Runs the steps in their order until one returns a report.
   *
   * @param steps the steps, of which the last always returns a report
   */
  StackReport firstReport(ReconcileStep... steps) {
    for (var step : steps) {
      var report = step.run(this);
      if (report.isPresent()) {
        return report.get();
      }
    }
    throw new IllegalStateException("The last step of a reconciliation returned no report");
  }

  /**
   * Reports that nothing is applied. The components that run are still observed.
   *
   * @param outcome why nothing is applied
   * @param message a sentence for the status
   */
  StackReport stop(Outcome outcome, String message) {
    return stop(stack, cluster.observer(), outcome, message);
  }

  /** The same without a cluster access that can write. */
  static StackReport stop(
      EcommerceStack stack, StackObserver observer, Outcome outcome, String message) {
    return new StackReport(outcome, message, observer.observe(lastStatus(stack).components()));
  }

  /** The status as it was read; empty for a stack that has none yet. */
  static EcommerceStackStatus lastStatus(EcommerceStack stack) {
    return requireNonNullElse(stack.getStatus(), EcommerceStackStatus.NONE);
  }
}
