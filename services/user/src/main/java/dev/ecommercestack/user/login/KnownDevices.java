package dev.ecommercestack.user.login;

import dev.ecommercestack.user.UserSettings;
import dev.ecommercestack.user.account.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * The cookie that identifies a known device. It has a token for each of the last accounts that
 * logged in there, so that a second account in a browser does not replace the first.
 */
@Component
public class KnownDevices {
  /** The name of the cookie, the only one that the gateway forwards, to {@code /api/v1/auth}. */
  public static final String COOKIE = "ecommerce-stack-device";

  private static final String PATH = "/api/v1/auth";
  private static final int MAX_ACCOUNTS = 8;
  private static final String SEPARATOR = ".";

  private final Duration lifetime;
  private final Clock clock;

  KnownDevices(UserSettings settings, Clock clock) {
    this.lifetime = settings.throttle().deviceLifetime();
    this.clock = clock;
  }

  /**
   * Finds the token of an account.
   *
   * @param cookie the value of the cookie; null if none was sent
   * @param account the account; empty for an address without one, which has no token
   */
  Optional<DeviceToken> find(@Nullable String cookie, Optional<Account> account) {
    // All tokens are verified, so that the duration does not disclose which one matches.
    return tokens(cookie).filter(token -> token.isOf(account, today(), lifetime)).toList().stream()
        .findFirst();
  }

  /**
   * Returns the cookie for a device on which an account's owner has just been authenticated.
   *
   * @param account the account with its current password hash
   * @param sent the value of the cookie that the device sent; null if none was sent
   * @param secure whether the client uses HTTPS
   */
  public ResponseCookie remember(Account account, @Nullable String sent, boolean secure) {
    String tokens =
        Stream.concat(
                Stream.of(DeviceToken.issue(account, today())),
                tokens(sent).filter(token -> !token.isOf(Optional.of(account), today(), lifetime)))
            .limit(MAX_ACCOUNTS)
            .map(DeviceToken::value)
            .collect(Collectors.joining(SEPARATOR));
    return ResponseCookie.from(COOKIE, tokens)
        .path(PATH)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(secure)
        .maxAge(lifetime)
        .build();
  }

  private static Stream<DeviceToken> tokens(@Nullable String cookie) {
    return cookie == null
        ? Stream.empty()
        : Arrays.stream(cookie.split("\\.", MAX_ACCOUNTS + 1))
            .limit(MAX_ACCOUNTS)
            .flatMap(text -> DeviceToken.parse(text).stream());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
