package dev.ecommercestack.declare;

/** Something is other than the contract says, and only a person can decide what to do. */
public final class MismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param sentence what differs and what to do about it
   */
  public MismatchException(String sentence) {
    super(Sentence.of(sentence));
  }
}
