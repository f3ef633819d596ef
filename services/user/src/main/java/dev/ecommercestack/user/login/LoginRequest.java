package dev.ecommercestack.user.login;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A request to log in.
 *
 * @param email the address of the account, in any case
 * @param password the password of the account
 */
public record LoginRequest(
    @NotBlank @Size(max = 320) @Schema(example = "mina@example.com", format = "email") String email,
    @NotBlank @Size(max = 1024) @Schema(format = "password") String password) {

  /** Hides the password: records end up in logs. */
  @Override
  public String toString() {
    return "LoginRequest[hidden]";
  }
}
