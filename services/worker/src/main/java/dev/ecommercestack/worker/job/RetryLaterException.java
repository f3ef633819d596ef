package dev.ecommercestack.worker.job;

/** A job cannot be done now. Other jobs need not wait for it, so this one is put aside. */
public final class RetryLaterException extends RuntimeException {
  /**
   * @param detail why, for administrators
   */
  public RetryLaterException(String detail) {
    super(detail);
  }

  /**
   * @param detail what is away, for administrators
   */
  public RetryLaterException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
