package dev.ecommercestack.declare;

/** An existing object differs from the contract and only an administrator can resolve it. */
public final class MismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the difference and the action that resolves it
   */
  public MismatchException(String message) {
    super(SingleLine.of(message));
  }
}
