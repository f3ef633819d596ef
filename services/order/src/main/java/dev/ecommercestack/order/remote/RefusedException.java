package dev.ecommercestack.order.remote;

import dev.ecommercestack.platform.client.RemoteProblemException;
import dev.ecommercestack.platform.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** Another service will never do what it was asked for. */
public final class RefusedException extends Exception {
  private final RemoteProblemException problem;

  RefusedException(RemoteProblemException problem) {
    super(problem.getMessage(), problem);
    this.problem = problem;
  }

  /** Returns its stable code, for example {@code insufficient_stock}. */
  public String reason() {
    return problem.remoteCode();
  }

  /** Returns the same refusal as an answer of this service: status, code and words. */
  public ProblemException toProblem() {
    return new ProblemException(
        HttpStatus.valueOf(problem.remoteStatus().value()),
        problem.remoteCode(),
        problem.document().path("detail").asString(problem.remoteCode()));
  }
}
