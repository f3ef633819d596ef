package dev.ecommercestack.gateway.problem;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.problem.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A request that the gateway itself refuses; without a stack trace, as refusals are frequent. */
public final class GatewayProblemException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private final transient HttpHeaders headers = new HttpHeaders();

  /**
   * @param code the error code for programs, which has the status of the answer
   * @param detail a sentence for people that says what to do
   */
  public GatewayProblemException(ProblemCode code, String detail) {
    super(code, detail, false);
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

  /** Returns the problem of a status that another part has chosen. */
  public static GatewayProblemException of(HttpStatus status) {
    ProblemCode code =
        ProblemCode.of(Problems.codeOf(status))
            .orElse(
                status.is4xxClientError() ? ProblemCode.BAD_REQUEST : ProblemCode.INTERNAL_ERROR);
    return new GatewayProblemException(code, status.getReasonPhrase() + ".");
  }

  /** Returns the refusal of a path that does not exist. */
  public static GatewayProblemException notFound() {
    return new GatewayProblemException(
        ProblemCode.NOT_FOUND, "There is nothing here. The page /api lists all paths.");
  }

  /** Returns the refusal of bytes that are not HTTP. */
  public static GatewayProblemException badRequest() {
    return new GatewayProblemException(
        ProblemCode.BAD_REQUEST, "The request is not valid HTTP/1.1.");
  }

  /** Returns the refusal of a path that a service could interpret differently. */
  public static GatewayProblemException badPath() {
    return new GatewayProblemException(
        ProblemCode.BAD_PATH,
        "Write the path without percent signs, dot segments, empty segments, backslashes or"
            + " semicolons.");
  }
}
