package dev.ecommercestack.user.profile;

import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.AccountResponse;
import dev.ecommercestack.user.login.KnownDevices;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account of the caller. No path leads to other accounts. */
@RestController
@RequestMapping("/api/v1/users/me")
@Tag(name = "Profile")
class ProfileController {
  private final ProfileService profileService;
  private final KnownDevices devices;

  ProfileController(ProfileService profileService, KnownDevices devices) {
    this.profileService = profileService;
    this.devices = devices;
  }

  @Operation(summary = "Read your account")
  @GetMapping
  AccountResponse read(CurrentUser user) {
    return AccountResponse.of(profileService.read(user.id()));
  }

  @Operation(
      summary = "Change your name, language or password",
      description =
          "A new password needs the current one, ends every session and makes every device unknown"
              + " but this one.")
  @ApiResponse(responseCode = "200", description = "The account as it is now")
  @ApiResponse(responseCode = "400", description = "validation_failed: nothing was changed")
  @ApiResponse(responseCode = "403", description = "wrong_password")
  @ApiResponse(responseCode = "429", description = "too_many_attempts: wait as Retry-After says")
  @PatchMapping
  AccountResponse change(
      CurrentUser user,
      @Valid @RequestBody UpdateProfileRequest request,
      HttpServletRequest httpRequest,
      HttpServletResponse httpResponse) {
    Account account = profileService.change(user.id(), request);
    if (request.newPassword() != null) {
      // Otherwise the device would be unknown, and during an attack the owner could not log in.
      ResponseCookie cookie = devices.remember(account, null, httpRequest.isSecure());
      httpResponse.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
    return AccountResponse.of(account);
  }
}
