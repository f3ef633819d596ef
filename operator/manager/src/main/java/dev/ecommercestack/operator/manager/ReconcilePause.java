package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * A user's request that the operator does not change a stack.
 *
 * @param outcome {@code PAUSED} or {@code SUSPENDED}, for the status
 * @param message a sentence that says how to resume reconciliation
 */
record ReconcilePause(Outcome outcome, String message) {

  /** The annotation that pauses a stack when its value is {@code "true"}. */
  static final String PAUSED_ANNOTATION = "ecommercestack.dev/paused";

  /**
   * Returns the pause of a stack; empty when the operator may change it.
   *
   * @param stack the stack as it was read
   */
  static Optional<ReconcilePause> of(EcommerceStack stack) {
    var annotations = Optional.ofNullable(stack.getMetadata().getAnnotations()).orElse(Map.of());
    if ("true".equals(annotations.get(PAUSED_ANNOTATION))) {
      return Optional.of(
          new ReconcilePause(
              Outcome.PAUSED,
              "nothing is changed or repaired while the annotation %s is \"true\"; remove it to resume"
                  .formatted(PAUSED_ANNOTATION)));
    }
    return stack.getSpec().suspend()
        ? Optional.of(
            new ReconcilePause(
                Outcome.SUSPENDED,
                "nothing is changed or repaired while spec.suspend is true; set it to false to resume"))
        : Optional.empty();
  }
}
