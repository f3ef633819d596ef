package dev.ecommercestack.order.client;

import dev.ecommercestack.platform.client.RemoteProblemException;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;

/** Another service has refused a request for good. */
public final class RefusedException extends Exception {
  private final RemoteProblemException problem;

  RefusedException(RemoteProblemException problem) {
    super(problem.getMessage(), problem);
    this.problem = problem;
  }

  /** Returns the stable error code of the refusal, for example {@code insufficient_stock}. */
  public String reason() {
    return problem.remoteCode();
  }

  /**
   * Returns the refusal as a problem of this service with the same code and detail. A code that
   * this service does not know, because the other service is newer, stays {@code
   * dependency_failed}.
   */
  public ProblemException toProblem() {
    return ProblemCode.of(problem.remoteCode())
        .map(
            code ->
                new ProblemException(
                    code, problem.document().path("detail").asString(problem.remoteCode())))
        .orElse(problem);
  }
}
