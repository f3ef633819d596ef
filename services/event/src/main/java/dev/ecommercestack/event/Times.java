package dev.ecommercestack.event;

import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as they are stored. */
public final class Times {
  /** Years of four digits, with some days to spare after the last one. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private Times() {}

  /**
   * Returns a time that somebody has sent, in whole microseconds.
   *
   * @param field what it is called in the request
   * @throws ProblemException 400 {@code invalid_window}
   */
  public static Instant of(String field, Instant sent) {
    if (sent.isBefore(FIRST) || !sent.isBefore(END)) {
      throw ProblemException.badRequest(
          "invalid_window", field + " must be a time of the years 1970 to 9998.");
    }
    return sent.truncatedTo(ChronoUnit.MICROS);
  }
}
