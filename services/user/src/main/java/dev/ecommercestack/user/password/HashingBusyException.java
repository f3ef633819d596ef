package dev.ecommercestack.user.password;

/** Too many passwords wait to be hashed: the caller should try again in a moment. */
public final class HashingBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The exception. */
  public HashingBusyException() {
    super("Too many logins at once: try again in a moment");
  }
}
