package dev.ecommercestack.worker.payment;

/** The provider did not respond: whether money was moved is unknown. */
public final class ProviderUnavailableException extends RuntimeException {
  /**
   * @param detail the reason, for administrators
   */
  public ProviderUnavailableException(String detail) {
    super(detail);
  }
}
