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
  private final HttpStatus status;
  private final String code;
  private final Map<String, Object> properties = new LinkedHashMap<>();

  /**
   * @param status the HTTP status
   * @param code the stable error code for programs: lower case with underscores, for example {@code
   *     conflict}
   * @param detail what went wrong and what to do next, for people
   */
  public ProblemException(HttpStatus status, String code, String detail) {
    super(detail);
    this.status = Objects.requireNonNull(status);
    this.code = Objects.requireNonNull(code);
  }

  /**
   * Same as {@link #ProblemException(HttpStatus, String, String)} with the cause, which is only
   * logged.
   */
  public ProblemException(HttpStatus status, String code, String detail, Throwable cause) {
    super(detail, cause);
    this.status = Objects.requireNonNull(status);
    this.code = Objects.requireNonNull(code);
  }

  /**
   * Same as {@link #ProblemException(HttpStatus, String, String)} for refusals that are too
   * frequent for a stack trace.
   */
  protected ProblemException(
      HttpStatus status, String code, String detail, boolean writableStackTrace) {
    super(detail, null, writableStackTrace, writableStackTrace);
    this.status = Objects.requireNonNull(status);
    this.code = Objects.requireNonNull(code);
  }

  /** Adds a member to the problem document and returns this. */
  public ProblemException with(String name, Object value) {
    properties.put(name, value);
    return this;
  }

  /** Returns the HTTP status. */
  public HttpStatus status() {
    return status;
  }

  /** Returns the stable code. */
  public String code() {
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

  /** Returns a 400 with the given code. */
  public static ProblemException badRequest(String code, String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, code, detail);
  }

  /** Returns a 400 {@code validation_failed} that lists the wrong fields in {@code fields}. */
  public static ProblemException invalid(List<FieldProblem> fields) {
    return badRequest("validation_failed", "The request has wrong or missing values: see fields.")
        .with("fields", List.copyOf(fields));
  }

  /** Returns a 404 with the given code. */
  public static ProblemException notFound(String code, String detail) {
    return new ProblemException(HttpStatus.NOT_FOUND, code, detail);
  }

  /** Returns a 409 with the given code. */
  public static ProblemException conflict(String code, String detail) {
    return new ProblemException(HttpStatus.CONFLICT, code, detail);
  }
}
