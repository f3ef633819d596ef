package dev.ecommercestack.operator.scaling;

import java.time.Instant;

/**
 * Something that was looked at: either seen at some time, or not known for a reason. Unknown is
 * never read as zero.
 *
 * @param <T> what was looked at
 */
public sealed interface Fact<T> {
  /**
   * What was seen.
   *
   * @param value what it was
   * @param seenAt when it was so; rates come from the differences of these times
   */
  record Known<T>(T value, Instant seenAt) implements Fact<T> {}

  /**
   * What could not be seen.
   *
   * @param reason why, as the end of a sentence, for example "the broker did not answer within 5s"
   */
  record Unknown<T>(String reason) implements Fact<T> {}

  /** Returns a fact that was seen. */
  static <T> Fact<T> known(T value, Instant seenAt) {
    return new Known<>(value, seenAt);
  }

  /** Returns a fact that could not be seen. */
  static <T> Fact<T> unknown(String reason) {
    return new Unknown<>(reason);
  }
}
