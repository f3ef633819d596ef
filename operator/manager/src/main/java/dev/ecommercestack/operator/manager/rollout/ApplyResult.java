package dev.ecommercestack.operator.manager.rollout;

import java.util.List;
import java.util.stream.Stream;

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

  /**
   * The API server, or a webhook that it asks, failed on an object. It is tried again soon.
   *
   * @param cause a sentence that names the object
   */
  record Failed(String cause) implements ApplyResult {}

  /** The one result of several: a refusal counts most, then a failure, being done least. */
  static ApplyResult worst(List<ApplyResult> results) {
    return Stream.of(Refused.class, Failed.class, Waiting.class)
        .flatMap(kind -> results.stream().filter(kind::isInstance).limit(1))
        .findFirst()
        .orElseGet(Done::new);
  }
}
