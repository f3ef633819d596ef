package dev.ecommercestack.user.profile;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.AccountResponse;
import dev.ecommercestack.user.login.KnownDevices;
import io.swagger.v3.oas.annotations.Operation;
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
  @ProblemResponses(ProblemCode.USER_NOT_FOUND)
  AccountResponse readAccount(CurrentUser user) {
    return AccountResponse.of(profileService.read(user.id()));
  }

  @Operation(
      summary = "Change your name, language or password",
      description =
          "A new password needs the current one, ends every session and makes every device unknown"
              + " but this one.")
  @PatchMapping
  @ProblemResponses({
    ProblemCode.USER_NOT_FOUND,
    ProblemCode.WRONG_PASSWORD,
    ProblemCode.TOO_MANY_ATTEMPTS,
    ProblemCode.PASSWORD_FOLLOWS_FILE,
    ProblemCode.CONFLICT
  })
  AccountResponse changeAccount(
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
