package dev.ecommercestack.user.profile;

import dev.ecommercestack.common.security.CurrentUser;
import dev.ecommercestack.user.account.AccountResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account of whoever calls. There is no path to anybody else's. */
@RestController
@RequestMapping("/api/v1/users/me")
@Tag(name = "Profile")
class ProfileController {
  private final Profile profile;

  ProfileController(Profile profile) {
    this.profile = profile;
  }

  @Operation(summary = "Read your account")
  @GetMapping
  AccountResponse read(CurrentUser user) {
    return AccountResponse.of(profile.read(user.id()));
  }

  @Operation(
      summary = "Change your name, language or password",
      description = "A new password needs the current one and ends every session.")
  @ApiResponse(responseCode = "200", description = "The account as it is now")
  @ApiResponse(responseCode = "400", description = "validation_failed: nothing was changed")
  @ApiResponse(responseCode = "403", description = "wrong_password")
  @ApiResponse(responseCode = "429", description = "too_many_attempts: wait as Retry-After says")
  @PatchMapping
  AccountResponse change(CurrentUser user, @Valid @RequestBody UpdateProfileRequest request) {
    return AccountResponse.of(profile.change(user.id(), request));
  }
}
