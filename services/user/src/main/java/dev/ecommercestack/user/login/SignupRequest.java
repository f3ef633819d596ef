package dev.ecommercestack.user.login;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an account.
 *
 * @param email the address to log in with
 * @param password the password, 10 to 128 characters
 * @param name the person's name
 * @param language the language of mails, {@code ko} or {@code en}; absent means the language of
 *     Accept-Language
 */
public record SignupRequest(
    @NotBlank @Size(max = 320) @Schema(example = "mina@example.com", format = "email") String email,
    @NotBlank @Size(max = 1024) @Schema(format = "password", minLength = 10, maxLength = 128)
        String password,
    @NotBlank @Size(max = 400) @Schema(example = "김미나") String name,
    @Schema(allowableValues = {"ko", "en"}) @Nullable String language) {

  /** Hides the password: records end up in logs. */
  @Override
  public String toString() {
    return "SignupRequest[hidden]";
  }
}
