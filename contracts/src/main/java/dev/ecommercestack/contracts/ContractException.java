package dev.ecommercestack.contracts;

import java.util.List;

/** A topology or a configuration is invalid. The message has one sentence for each problem. */
public final class ContractException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param problems one full sentence per problem, at least one
   */
  public ContractException(List<String> problems) {
    super(String.join(" ", problems));
  }

  /**
   * Creates the exception for one problem.
   *
   * @param problem a full sentence that says what is wrong
   */
  public ContractException(String problem) {
    this(List.of(problem));
  }
}
