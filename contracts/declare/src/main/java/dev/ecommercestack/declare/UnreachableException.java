package dev.ecommercestack.declare;

/** A backing service does not answer or is not ready yet; a later attempt may succeed. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the backing service, its address and the error
   */
  public UnreachableException(String message) {
    super(SingleLine.of(message));
  }
}
