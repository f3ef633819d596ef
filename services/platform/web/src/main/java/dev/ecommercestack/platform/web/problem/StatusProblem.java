package dev.ecommercestack.platform.web.problem;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.Problems;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Creates problem documents where only the HTTP status is known. */
final class StatusProblem {
  private StatusProblem() {}

  /**
   * Returns the problem document of a status. It repeats nothing of the request.
   *
   * @param status an HTTP status from 400 on
   */
  static ProblemDetail of(int status) {
    HttpStatusCode code = HttpStatusCode.valueOf(status);
    return switch (status) {
      case 400 -> badRequest();
      case 404 -> notFound();
      case 417 ->
          Problems.of(
              ProblemCode.EXPECTATION_FAILED, "The header Expect can only be 100-continue.");
      case 500 -> Problems.of(ProblemCode.INTERNAL_ERROR, "The request failed. The log says why.");
      case 503 ->
          Problems.of(
              ProblemCode.UNAVAILABLE, "The service cannot answer now. Try again in a moment.");
      default ->
          Problems.of(
              code,
              Problems.codeOf(code),
              code.is5xxServerError()
                  ? "The service does not support this request."
                  : "The service refuses this request.");
    };
  }

  /** Returns the problem of a request that is not valid HTTP, or that has invalid characters. */
  static ProblemDetail badRequest() {
    return Problems.of(
        ProblemCode.BAD_REQUEST,
        "The request line, a header or a parameter has invalid characters, or the headers are too"
            + " large.");
  }

  /** Returns the problem of a path that does not exist. */
  static ProblemDetail notFound() {
    return Problems.of(
        ProblemCode.NOT_FOUND, "There is nothing here. The page /api lists all paths.");
  }
}
