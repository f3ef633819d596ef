package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.manager.status.StackReport;
import java.util.Optional;

/** One step of a reconciliation. */
@FunctionalInterface
interface ReconcileStep {

  /**
   * Carries out the step.
   *
   * @param reconciliation the stack, the access to its objects, and the results of earlier steps
   * @return the report that ends the reconciliation; empty when the next step has to run
   */
  Optional<StackReport> run(Reconciliation reconciliation);
}
