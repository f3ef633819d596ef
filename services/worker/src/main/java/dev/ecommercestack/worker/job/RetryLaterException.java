package dev.ecommercestack.worker.job;

/** A job cannot be completed now. It is postponed, so that other jobs do not wait for it. */
public final class RetryLaterException extends RuntimeException {
  /**
   * @param detail the reason, for administrators
   */
  public RetryLaterException(String detail) {
    super(detail);
  }

  /**
   * @param detail the reason, for administrators
   * @param cause the failure
   */
  public RetryLaterException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
