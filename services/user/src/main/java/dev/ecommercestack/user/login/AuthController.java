package dev.ecommercestack.user.login;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.session.RefreshToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sign-up, login, refresh and logout; no token is required. */
@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Authentication")
@SecurityRequirements
class AuthController {
  private static final String DEVICE_COOKIE_DESCRIPTION =
      "From Set-Cookie of the last sign-up or login on this device; browsers send it automatically";

  private final SignupService signupService;
  private final LoginService loginService;
  private final KnownDevices devices;

  AuthController(SignupService signupService, LoginService loginService, KnownDevices devices) {
    this.signupService = signupService;
    this.loginService = loginService;
    this.devices = devices;
  }

  @Operation(summary = "Create an account and log in")
  @Parameter(
      in = ParameterIn.COOKIE,
      name = KnownDevices.COOKIE,
      description = DEVICE_COOKIE_DESCRIPTION,
      schema = @Schema(type = "string"))
  @PostMapping("/signup")
  @ResponseStatus(HttpStatus.CREATED)
  @ProblemResponses(ProblemCode.EMAIL_TAKEN)
  SessionResponse signUp(
      @Valid @RequestBody SignupRequest request,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String acceptLanguage,
      HttpServletRequest httpRequest,
      HttpServletResponse httpResponse) {
    Account account = signupService.signUp(request, acceptLanguage);
    return startSession(account, LoginClient.of(httpRequest), httpResponse);
  }

  @Operation(
      summary = "Log in",
      description =
          "A device that logged in to the account before and sends its cookie is not delayed by wrong"
              + " passwords from other devices.")
  @Parameter(
      in = ParameterIn.COOKIE,
      name = KnownDevices.COOKIE,
      description = DEVICE_COOKIE_DESCRIPTION,
      schema = @Schema(type = "string"))
  @PostMapping("/login")
  @ProblemResponses({ProblemCode.INVALID_CREDENTIALS, ProblemCode.TOO_MANY_ATTEMPTS})
  SessionResponse logIn(
      @Valid @RequestBody LoginRequest request,
      HttpServletRequest httpRequest,
      HttpServletResponse httpResponse) {
    LoginClient client = LoginClient.of(httpRequest);
    return startSession(loginService.login(request, client), client, httpResponse);
  }

  private SessionResponse startSession(
      Account account, LoginClient client, HttpServletResponse httpResponse) {
    ResponseCookie cookie = devices.remember(account, client.deviceCookie(), client.secure());
    httpResponse.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    return loginService.startSession(account);
  }

  @Operation(
      summary = "Exchange a refresh token for the next pair of tokens",
      description =
          "Each refresh token can be exchanged once. Presenting one again within seconds, before its"
              + " successor was used, returns the same successor; later it ends the session.")
  @PostMapping("/refresh")
  @ProblemResponses({ProblemCode.INVALID_REFRESH_TOKEN, ProblemCode.REFRESH_TOKEN_REUSED})
  SessionResponse refreshSession(@Valid @RequestBody RefreshRequest request) {
    return loginService.refresh(new RefreshToken(request.refreshToken()));
  }

  @Operation(
      summary = "End a session",
      description =
          "The session cannot be refreshed any more. Its access token is refused for orders, changes of"
              + " the account and administrators; for other requests it stays valid until it expires.")
  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logOut(@Valid @RequestBody RefreshRequest request) {
    loginService.logout(new RefreshToken(request.refreshToken()));
  }
}
