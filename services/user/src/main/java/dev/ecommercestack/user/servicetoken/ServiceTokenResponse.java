package dev.ecommercestack.user.servicetoken;

/**
 * A service's token.
 *
 * @param accessToken the token, sent as {@code Authorization: Bearer} to other services
 * @param expiresIn the time for which it is valid, in seconds
 */
record ServiceTokenResponse(String accessToken, long expiresIn) {
  /** Hides the token: records end up in logs. */
  @Override
  public String toString() {
    return "ServiceTokenResponse[hidden]";
  }
}
