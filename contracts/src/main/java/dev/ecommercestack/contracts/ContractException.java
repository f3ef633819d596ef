package dev.ecommercestack.contracts;

import java.util.List;

/**
 * A contract, or what was said about one, does not hold. Each problem is a sentence for its reader.
 */
public final class ContractException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param problems one sentence per problem, at least one
   */
  public ContractException(List<String> problems) {
    super(String.join(" ", problems));
  }

  /**
   * Creates the exception for one problem.
   *
   * @param problem a sentence
   */
  public ContractException(String problem) {
    this(List.of(problem));
  }
}
