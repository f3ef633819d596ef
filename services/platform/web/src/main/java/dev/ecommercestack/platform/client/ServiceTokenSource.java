package dev.ecommercestack.platform.client;

/** Gives the token with which this service calls others. */
public interface ServiceTokenSource {
  /**
   * Returns a token that is valid for a while longer.
   *
   * @throws ServiceTokenException if none can be had
   */
  String token();

  /** Forgets a token that was refused, so that the next call fetches another. */
  void refused(String token);
}
