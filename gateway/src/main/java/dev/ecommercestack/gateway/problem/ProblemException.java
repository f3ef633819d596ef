package dev.ecommercestack.gateway.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A request that the gateway itself refuses. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final transient HttpHeaders headers = new HttpHeaders();
  private final transient Map<String, Object> properties = new LinkedHashMap<>();

  /**
   * @param status of the answer
   * @param code stable, for programs
   * @param detail a sentence for people that says what to do
   */
  public ProblemException(HttpStatus status, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** Adds a header to the answer. */
  public ProblemException header(String name, String value) {
    headers.set(name, value);
    return this;
  }

  /** Adds a member to the problem document. */
  public ProblemException with(String name, Object value) {
    properties.put(name, value);
    return this;
  }

  /** Returns the answer's status. */
  public HttpStatus status() {
    return status;
  }

  /** Returns the stable code. */
  public String code() {
    return code;
  }

  /** Returns the answer's own headers. */
  public HttpHeaders headers() {
    return headers;
  }

  /** Returns the further members of the problem document. */
  public Map<String, Object> properties() {
    return Map.copyOf(properties);
  }

  /** Nothing is here under this path. */
  public static ProblemException notFound() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "not_found", "There is nothing here. The page /api lists all paths.");
  }
}
