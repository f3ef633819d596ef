package dev.ecommercestack.order.remote;

/** Another service will never do what it was asked for. */
public final class RefusedException extends Exception {
  private final String reason;

  RefusedException(String reason, Throwable cause) {
    super(cause.getMessage(), cause);
    this.reason = reason;
  }

  /** Returns its stable code, for example {@code insufficient_stock}. */
  public String reason() {
    return reason;
  }
}
