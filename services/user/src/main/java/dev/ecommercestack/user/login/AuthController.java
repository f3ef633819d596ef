package dev.ecommercestack.user.login;

import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.session.RefreshToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

/** Sign-up, login, refresh, logout: open to everybody. */
@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Authentication")
@SecurityRequirements
class AuthController {
  private static final String DEVICE =
      "From Set-Cookie of the last sign-up or login on this device; browsers send it by themselves";

  private final Signup signup;
  private final Login login;
  private final KnownDevices devices;

  AuthController(Signup signup, Login login, KnownDevices devices) {
    this.signup = signup;
    this.login = login;
    this.devices = devices;
  }

  @Operation(summary = "Make an account and log in")
  @ApiResponse(responseCode = "201", description = "The account exists and is logged in")
  @ApiResponse(responseCode = "400", description = "validation_failed: fields say what is wrong")
  @ApiResponse(responseCode = "409", description = "email_taken")
  @Parameter(in = ParameterIn.COOKIE, name = KnownDevices.COOKIE, description = DEVICE)
  @PostMapping("/signup")
  @ResponseStatus(HttpStatus.CREATED)
  SessionResponse signUp(
      @Valid @RequestBody SignupRequest request,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String acceptLanguage,
      HttpServletRequest sent,
      HttpServletResponse answer) {
    Account account = signup.signUp(request, acceptLanguage);
    return open(account, LoginClient.of(sent), answer);
  }

  @Operation(
      summary = "Log in",
      description =
          "A device that logged in to the account before, and sends the cookie that it got, is not"
              + " kept from it by wrong passwords of others.")
  @ApiResponse(responseCode = "200", description = "A session")
  @ApiResponse(responseCode = "401", description = "invalid_credentials: address or password")
  @ApiResponse(responseCode = "429", description = "too_many_attempts: wait as Retry-After says")
  @Parameter(in = ParameterIn.COOKIE, name = KnownDevices.COOKIE, description = DEVICE)
  @PostMapping("/login")
  SessionResponse logIn(
      @Valid @RequestBody LoginRequest request,
      HttpServletRequest sent,
      HttpServletResponse answer) {
    LoginClient client = LoginClient.of(sent);
    return open(login.login(request, client), client, answer);
  }

  private SessionResponse open(Account account, LoginClient client, HttpServletResponse answer) {
    ResponseCookie cookie = devices.remember(account, client.deviceCookie(), client.secure());
    answer.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    return login.open(account);
  }

  @Operation(
      summary = "Exchange a refresh token for the next pair of tokens",
      description =
          "Each refresh token works once. Presenting one again within seconds, before its successor"
              + " was used, answers the same successor; later it ends the session.")
  @ApiResponse(responseCode = "200", description = "The next pair of tokens")
  @ApiResponse(responseCode = "401", description = "invalid_refresh_token, refresh_token_reused")
  @PostMapping("/refresh")
  SessionResponse refresh(@Valid @RequestBody RefreshRequest request) {
    return login.refresh(new RefreshToken(request.refreshToken()));
  }

  @Operation(
      summary = "End a session",
      description = "The access token stays valid until it expires; nothing refreshes it any more.")
  @ApiResponse(responseCode = "204", description = "The session is over, or was before")
  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logOut(@Valid @RequestBody RefreshRequest request) {
    login.logout(new RefreshToken(request.refreshToken()));
  }
}
