package dev.ecommercestack.operator.manager.rollout;

import java.util.List;

/** What came of applying objects. */
public sealed interface ApplyResult {

  /** Everything is as it should be. */
  record Done() implements ApplyResult {}

  /**
   * Something has to go first, which it does by itself.
   *
   * @param cause a sentence that names it
   */
  record Waiting(String cause) implements ApplyResult {}

  /**
   * Kubernetes, or the operator, does not do it until somebody changes something.
   *
   * @param cause a sentence that names the object and says what to do
   */
  record Refused(String cause) implements ApplyResult {}

  /** The one result of several: a refusal counts most, being done least. */
  static ApplyResult worst(List<ApplyResult> results) {
    return results.stream()
        .filter(Refused.class::isInstance)
        .findFirst()
        .or(() -> results.stream().filter(Waiting.class::isInstance).findFirst())
        .orElseGet(Done::new);
  }
}
