package dev.ecommercestack.user.servicetoken;

/**
 * A service's token.
 *
 * @param accessToken sent as {@code Authorization: Bearer} to other services
 * @param expiresIn seconds for which it is valid
 */
record ServiceTokenResponse(String accessToken, long expiresIn) {
  /** Hides the token: records end up in logs. */
  @Override
  public String toString() {
    return "ServiceTokenResponse[hidden]";
  }
}
