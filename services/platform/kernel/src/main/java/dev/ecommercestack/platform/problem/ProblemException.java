package dev.ecommercestack.platform.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;

/**
 * A request that cannot be fulfilled. It is answered as {@code application/problem+json}, and the
 * transaction is rolled back.
 */
public class ProblemException extends RuntimeException {
  private final ProblemCode code;
  private final Map<String, Object> properties = new LinkedHashMap<>();

  /**
   * @param code the error code for programs, which has the HTTP status
   * @param detail what went wrong and what to do next, for people
   */
  public ProblemException(ProblemCode code, String detail) {
    super(detail);
    this.code = Objects.requireNonNull(code);
  }

  /**
   * Same as {@link #ProblemException(ProblemCode, String)} with the cause, which is only logged.
   */
  public ProblemException(ProblemCode code, String detail, Throwable cause) {
    super(detail, cause);
    this.code = Objects.requireNonNull(code);
  }

  /**
   * Same as {@link #ProblemException(ProblemCode, String)} for refusals that are too frequent for a
   * stack trace.
   */
  protected ProblemException(ProblemCode code, String detail, boolean writableStackTrace) {
    super(detail, null, writableStackTrace, writableStackTrace);
    this.code = Objects.requireNonNull(code);
  }

  /** Adds a member to the problem document and returns this. */
  public ProblemException with(String name, Object value) {
    properties.put(name, value);
    return this;
  }

  /** Returns the HTTP status. */
  public HttpStatus status() {
    return code.status();
  }

  /** Returns the error code. */
  public ProblemCode code() {
    return code;
  }

  /** Returns the explanation for people. */
  public String detail() {
    return Objects.requireNonNull(getMessage());
  }

  /** Returns the further members of the problem document. */
  public Map<String, Object> properties() {
    return Map.copyOf(properties);
  }

  /** Returns a 400 {@code validation_failed} that lists the wrong fields in {@code fields}. */
  public static ProblemException invalid(List<FieldProblem> fields) {
    return new ProblemException(
            ProblemCode.VALIDATION_FAILED, "The request has wrong or missing values: see fields.")
        .with("fields", List.copyOf(fields));
  }
}
