package dev.ecommercestack.gateway.problem;

import dev.ecommercestack.platform.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A request that the gateway itself refuses; without a stack trace, as refusals are frequent. */
public final class GatewayProblemException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private final transient HttpHeaders headers = new HttpHeaders();

  /**
   * @param status the status of the answer
   * @param code the stable error code for programs
   * @param detail a sentence for people that says what to do
   */
  public GatewayProblemException(HttpStatus status, String code, String detail) {
    super(status, code, detail, false);
  }

  /** Adds a header to the answer and returns this. */
  public GatewayProblemException header(String name, String value) {
    headers.set(name, value);
    return this;
  }

  @Override
  public GatewayProblemException with(String name, Object value) {
    super.with(name, value);
    return this;
  }

  /** Returns the answer's own headers. */
  public HttpHeaders headers() {
    return headers;
  }

  /** Returns the refusal of a path that does not exist. */
  public static GatewayProblemException notFound() {
    return new GatewayProblemException(
        HttpStatus.NOT_FOUND, "not_found", "There is nothing here. The page /api lists all paths.");
  }

  /** Returns the refusal of bytes that are not HTTP. */
  public static GatewayProblemException badRequest() {
    return new GatewayProblemException(
        HttpStatus.BAD_REQUEST, "bad_request", "The request is not valid HTTP/1.1.");
  }

  /** Returns the refusal of a path that a service could interpret differently. */
  public static GatewayProblemException badPath() {
    return new GatewayProblemException(
        HttpStatus.BAD_REQUEST,
        "bad_path",
        "Write the path without percent signs, dot segments, empty segments, backslashes or"
            + " semicolons.");
  }
}
