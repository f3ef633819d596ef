package dev.ecommercestack.user.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A request about a session.
 *
 * @param refreshToken the newest refresh token of the session
 */
public record RefreshRequest(@NotBlank @Size(max = 256) String refreshToken) {
  /** Hides the token: records end up in logs. */
  @Override
  public String toString() {
    return "RefreshRequest[hidden]";
  }
}
