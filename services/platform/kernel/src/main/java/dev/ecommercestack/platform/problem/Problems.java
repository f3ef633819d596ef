package dev.ecommercestack.platform.problem;

import java.util.Locale;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Creates problem documents: every one has {@code status}, {@code title}, {@code code}, {@code
 * detail}.
 */
public final class Problems {
  private Problems() {}

  /**
   * Returns a problem document with the current trace id, if there is one, so that the log can be
   * found from a user's report.
   *
   * @param status the HTTP status
   * @param code the stable error code for programs
   * @param detail what went wrong and what to do next, for people
   */
  public static ProblemDetail of(HttpStatusCode status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("code", code);
    String traceId = MDC.get("traceId");
    if (traceId != null && !traceId.isEmpty()) {
      problem.setProperty("traceId", traceId);
    }
    return problem;
  }

  /** Same as {@link #of(HttpStatusCode, String, String)} with the status of the code. */
  public static ProblemDetail of(ProblemCode code, String detail) {
    return of(code.status(), code.code(), detail);
  }

  /** Returns the problem document of an exception. */
  public static ProblemDetail of(ProblemException exception) {
    ProblemDetail problem = of(exception.code(), exception.detail());
    exception.properties().forEach(problem::setProperty);
    return problem;
  }

  /** Returns the default code of a status, for example {@code not_found}. */
  public static String codeOf(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null ? "http_" + status.value() : known.name().toLowerCase(Locale.ROOT);
  }
}
