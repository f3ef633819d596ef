package dev.ecommercestack.user.profile;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What to change; absent fields stay as they are.
 *
 * @param name how to greet the person
 * @param language of mails, {@code ko} or {@code en}
 * @param newPassword ends every session
 * @param currentPassword needed for a new one
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
