package dev.ecommercestack.user.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Which session is meant.
 *
 * @param refreshToken the newest one of the session
 */
public record RefreshRequest(@NotBlank @Size(max = 256) String refreshToken) {
  /** Hides the token: records end up in logs. */
  @Override
  public String toString() {
    return "RefreshRequest[hidden]";
  }
}
