package dev.ecommercestack.platform.message;

/** A message that can never be understood. Consumers dead-letter it at once. */
public final class MalformedMessageException extends RuntimeException {
  /**
   * @param detail what is wrong, without the content of the message
   * @param cause the failure of the parser
   */
  public MalformedMessageException(String detail, Throwable cause) {
    super("Malformed message: " + detail, cause);
  }
}
