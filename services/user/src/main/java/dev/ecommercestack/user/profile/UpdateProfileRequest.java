package dev.ecommercestack.user.profile;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account; an absent field changes nothing.
 *
 * @param name the new name
 * @param language the new language of mails, {@code ko} or {@code en}
 * @param newPassword the new password; it ends every session
 * @param currentPassword the current password; required with a new one
 */
public record UpdateProfileRequest(
    @Size(max = 400) @Nullable String name,
    @Schema(allowableValues = {"ko", "en"}) @Nullable String language,
    @Size(max = 1024) @Schema(format = "password") @Nullable String newPassword,
    @Size(max = 1024) @Schema(format = "password") @Nullable String currentPassword) {

  /** Hides the passwords: records end up in logs. */
  @Override
  public String toString() {
    return "UpdateProfileRequest[hidden]";
  }
}
