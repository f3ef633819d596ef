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
 * The cookie by which a device is known again: the tokens of the last accounts that logged in
 * there, so that a second account of a browser does not take the first one's place.
 */
@Component
public class KnownDevices {
  /** The name of the cookie. The gateway passes it on to {@code /api/v1/auth}, and no other. */
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
   * @param cookie as it was sent; null when none was
   * @param account empty for an address without one: then there is no token either
   */
  Optional<DeviceToken> find(@Nullable String cookie, Optional<Account> account) {
    // All are looked at, so that the time does not tell which one it is.
    return tokens(cookie).filter(token -> token.isOf(account, today(), lifetime)).toList().stream()
        .findFirst();
  }

  /**
   * The cookie of a device that has just proved to be used by an account's owner.
   *
   * @param account as it is now
   * @param sent the cookie that the device had; null for none
   * @param secure whether the client came by HTTPS
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
