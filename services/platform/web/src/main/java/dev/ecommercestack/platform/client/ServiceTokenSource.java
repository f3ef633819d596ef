package dev.ecommercestack.platform.client;

/** Provides the token with which this service calls others. */
public interface ServiceTokenSource {
  /**
   * Returns a token that is valid for a while longer.
   *
   * @throws ServiceTokenException if no token can be fetched
   */
  String token();

  /** Drops a token that was refused, so that the next call fetches another. */
  void refused(String token);
}
