package dev.ecommercestack.order.client;

import dev.ecommercestack.platform.client.RemoteProblemException;
import dev.ecommercestack.platform.problem.ProblemException;
import org.springframework.http.HttpStatus;

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

  /** Returns the refusal as a problem of this service with the same status, code and detail. */
  public ProblemException toProblem() {
    return new ProblemException(
        HttpStatus.valueOf(problem.remoteStatus().value()),
        problem.remoteCode(),
        problem.document().path("detail").asString(problem.remoteCode()));
  }
}
