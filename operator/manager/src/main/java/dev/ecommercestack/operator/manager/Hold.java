package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.status.StackReport.Situation;
import java.util.Map;
import java.util.Optional;

/**
 * Why a user wants the operator to keep its hands off a stack.
 *
 * @param situation what the status says
 * @param message how to end it
 */
record Hold(Situation situation, String message) {

  /** Set to {@code "true"} on a stack, it makes the operator change nothing. */
  static final String PAUSED = "ecommercestack.dev/paused";

  static Optional<Hold> on(EcommerceStack stack) {
    var annotations = Optional.ofNullable(stack.getMetadata().getAnnotations()).orElse(Map.of());
    if ("true".equals(annotations.get(PAUSED))) {
      return Optional.of(
          new Hold(
              Situation.PAUSED,
              "nothing is changed or repaired while the annotation %s is \"true\"; remove it to go on"
                  .formatted(PAUSED)));
    }
    return stack.getSpec().suspend()
        ? Optional.of(
            new Hold(
                Situation.SUSPENDED,
                "nothing is changed or repaired while spec.suspend is true; set it to false to go on"))
        : Optional.empty();
  }
}
