package dev.ecommercestack.declare;

/** A backing service does not answer, or says that it cannot answer yet: worth another try. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param sentence who does not answer, where, and how that showed
   */
  public UnreachableException(String sentence) {
    super(Sentence.of(sentence));
  }
}
