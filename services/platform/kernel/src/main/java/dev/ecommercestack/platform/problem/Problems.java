package dev.ecommercestack.platform.problem;

import java.util.Locale;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Makes problem documents: every one has {@code status}, {@code title}, {@code code}, {@code
 * detail}.
 */
public final class Problems {
  private Problems() {}

  /**
   * Returns a problem document. The trace id is added when there is one, so that a report by a user
   * leads to the log.
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

  /** Returns the problem document of an exception. */
  public static ProblemDetail of(ProblemException exception) {
    ProblemDetail problem = of(exception.status(), exception.code(), exception.detail());
    exception.properties().forEach(problem::setProperty);
    return problem;
  }

  /**
   * Returns the code of a status for which there is nothing better to say, for example {@code
   * not_found}.
   */
  public static String codeOf(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null ? "http_" + status.value() : known.name().toLowerCase(Locale.ROOT);
  }
}
