package dev.ecommercestack.user.login;

import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.AccountResponse;
import dev.ecommercestack.user.session.IssuedRefreshToken;
import dev.ecommercestack.user.token.SignedToken;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The response to a sign-up, login or refresh.
 *
 * @param accessToken the access token, sent as {@code Authorization: Bearer} with every request
 * @param tokenType always {@code Bearer}
 * @param expiresIn the time for which the access token is valid, in seconds
 * @param refreshToken the refresh token, exchanged once at {@code /auth/refresh} for the next pair
 * @param refreshExpiresIn the time for which the refresh token can be exchanged, in seconds
 * @param user the account
 */
public record SessionResponse(
    String accessToken,
    @Schema(example = "Bearer") String tokenType,
    @Schema(example = "900") long expiresIn,
    String refreshToken,
    long refreshExpiresIn,
    AccountResponse user) {

  static SessionResponse of(Account account, SignedToken access, IssuedRefreshToken refresh) {
    return new SessionResponse(
        access.value(),
        "Bearer",
        access.lifetime().toSeconds(),
        refresh.token().value(),
        refresh.lifetime().toSeconds(),
        AccountResponse.of(account));
  }

  /** Hides the tokens: records end up in logs. */
  @Override
  public String toString() {
    return "SessionResponse[" + user.id() + "]";
  }
}
