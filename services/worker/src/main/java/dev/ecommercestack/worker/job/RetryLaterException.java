package dev.ecommercestack.worker.job;

/** What a job needs is away. Other jobs need not wait for it, so this one is put aside. */
public final class RetryLaterException extends RuntimeException {
  /**
   * @param detail what is away, for administrators
   */
  public RetryLaterException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
