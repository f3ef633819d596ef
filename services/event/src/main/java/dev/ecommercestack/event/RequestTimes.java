package dev.ecommercestack.event;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Validates times in requests. */
public final class RequestTimes {
  /** The accepted times have years of four digits, with some days to spare after the last one. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private RequestTimes() {}

  /**
   * Returns a time of a request in whole microseconds, as the database stores it.
   *
   * @param field the name of the field in the request
   * @param time the time in the request
   * @throws ProblemException 400 {@code invalid_window}
   */
  public static Instant validate(String field, Instant time) {
    if (time.isBefore(EARLIEST) || !time.isBefore(END)) {
      throw new ProblemException(
          ProblemCode.INVALID_WINDOW, field + " must be a time of the years 1970 to 9998.");
    }
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
