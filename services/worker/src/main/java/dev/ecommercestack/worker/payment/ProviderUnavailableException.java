package dev.ecommercestack.worker.payment;

/** The provider did not answer, so nobody knows whether money was moved. */
public final class ProviderUnavailableException extends RuntimeException {
  /**
   * @param detail what happened, for administrators
   */
  public ProviderUnavailableException(String detail) {
    super(detail);
  }
}
