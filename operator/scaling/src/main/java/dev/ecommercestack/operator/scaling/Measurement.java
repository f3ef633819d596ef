package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that was looked at: either seen at some time, or not known for a reason. Unknown is
 * never read as zero, and what was seen more than {@link #OLD a minute} ago is not known any more.
 *
 * @param <T> type of the value
 */
public sealed interface Measurement<T> {
  /** Age beyond which what was seen says nothing about now: many looks were missed by then. */
  Duration OLD = Duration.ofSeconds(60);

  /**
   * What was seen.
   *
   * @param value the value
   * @param seenAt time of the value; rates come from the differences of these times
   */
  record Known<T>(T value, Instant seenAt) implements Measurement<T> {}

  /**
   * What could not be seen.
   *
   * @param reason why, as the end of a sentence, for example "the broker did not answer within 5s"
   */
  record Unknown<T>(String reason) implements Measurement<T> {}

  /** Returns a fact that was seen. */
  static <T> Measurement<T> known(T value, Instant seenAt) {
    return new Known<>(value, seenAt);
  }

  /** Returns a fact that could not be seen. */
  static <T> Measurement<T> unknown(String reason) {
    return new Unknown<>(reason);
  }

  /** Returns what is known of it at some time: what was seen too long before is unknown. */
  default Measurement<T> asOf(Instant at) {
    return this instanceof Known<T>(_, Instant seenAt) && seenAt.isBefore(at.minus(OLD))
        ? unknown("it was last read " + Text.time(Duration.between(seenAt, at)) + " ago")
        : this;
  }
}
