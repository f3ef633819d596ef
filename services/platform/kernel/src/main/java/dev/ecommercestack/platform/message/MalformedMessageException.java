package dev.ecommercestack.platform.message;

/**
 * A message that no attempt will ever understand. Consumers hand it on to the dead letters at once.
 */
public final class MalformedMessageException extends RuntimeException {
  /**
   * @param detail what is wrong, without the content
   */
  public MalformedMessageException(String detail, Throwable cause) {
    super("Malformed message: " + detail, cause);
  }
}
