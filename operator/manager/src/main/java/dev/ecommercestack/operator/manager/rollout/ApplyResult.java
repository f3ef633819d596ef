package dev.ecommercestack.operator.manager.rollout;

import java.util.List;
import java.util.stream.Stream;

/** The result of applying objects. */
public sealed interface ApplyResult {

  /** The objects are as planned. */
  record Done() implements ApplyResult {}

  /**
   * The objects cannot be applied yet. The obstacle disappears without a person.
   *
   * @param cause a sentence that names it
   */
  record Waiting(String cause) implements ApplyResult {}

  /**
   * The API server or the operator refuses the objects until a person changes something.
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

  /**
   * Returns the worst of several results: a refusal, else a failure, else a wait, else done.
   *
   * @param results the results, may be empty
   */
  static ApplyResult worst(List<ApplyResult> results) {
    return Stream.of(Refused.class, Failed.class, Waiting.class)
        .flatMap(kind -> results.stream().filter(kind::isInstance).limit(1))
        .findFirst()
        .orElseGet(Done::new);
  }
}
