package dev.ecommercestack.user.password;

/** Too many passwords are waiting to be hashed: the caller should try again in a moment. */
public final class HashingBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public HashingBusyException() {
    super("Too many logins at once: try again in a moment");
  }
}
