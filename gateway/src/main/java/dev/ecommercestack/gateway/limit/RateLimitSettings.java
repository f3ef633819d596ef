package dev.ecommercestack.gateway.limit;

import static java.util.Objects.requireNonNull;

import dev.ecommercestack.gateway.route.RequestKind;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many requests accounts and client addresses may make. The defaults are in application.yaml;
 * the values may change while the gateway runs.
 *
 * @param enabled whether there are limits at all
 * @param perAccount the limits of each account, for requests with an access token
 * @param perAddress the limits of each IPv4 address or IPv6 network of clients, for all requests
 */
@ConfigurationProperties(RateLimitSettings.PREFIX)
record RateLimitSettings(boolean enabled, PerAccount perAccount, PerAddress perAddress) {
  static final String PREFIX = "gateway.rate-limits";

  RateLimitSettings {
    requireNonNull(perAccount, PREFIX + ".per-account is missing");
    requireNonNull(perAddress, PREFIX + ".per-address is missing");
  }

  /**
   * The limits of an account. It has none for logins and sign-ups, which have no access token.
   *
   * @param claim claims of coupons
   * @param read other GET and HEAD requests
   * @param write other requests
   */
  record PerAccount(Rate claim, Rate read, Rate write) {
    PerAccount {
      requireNonNull(claim, PREFIX + ".per-account.claim is missing");
      requireNonNull(read, PREFIX + ".per-account.read is missing");
      requireNonNull(write, PREFIX + ".per-account.write is missing");
    }

    Optional<Rate> of(RequestKind kind) {
      return switch (kind) {
        case LOGIN, SIGN_UP, FILE -> Optional.empty();
        case CLAIM -> Optional.of(claim);
        case READ -> Optional.of(read);
        case WRITE -> Optional.of(write);
      };
    }
  }

  /**
   * The limits of a client address.
   *
   * @param any all requests, counted by each gateway alone before anything else is done for them
   * @param invalidToken access tokens that are refused, counted by each gateway alone
   * @param login logins
   * @param signUp sign-ups
   * @param claim claims of coupons
   * @param read other GET and HEAD requests, without files of the web pages
   * @param write other requests
   */
  record PerAddress(
      Rate any, Rate invalidToken, Rate login, Rate signUp, Rate claim, Rate read, Rate write) {
    PerAddress {
      requireNonNull(any, PREFIX + ".per-address.any is missing");
      requireNonNull(invalidToken, PREFIX + ".per-address.invalid-token is missing");
      requireNonNull(login, PREFIX + ".per-address.login is missing");
      requireNonNull(signUp, PREFIX + ".per-address.sign-up is missing");
      requireNonNull(claim, PREFIX + ".per-address.claim is missing");
      requireNonNull(read, PREFIX + ".per-address.read is missing");
      requireNonNull(write, PREFIX + ".per-address.write is missing");
    }

    Optional<Rate> of(RequestKind kind) {
      return switch (kind) {
        case FILE -> Optional.empty();
        case LOGIN -> Optional.of(login);
        case SIGN_UP -> Optional.of(signUp);
        case CLAIM -> Optional.of(claim);
        case READ -> Optional.of(read);
        case WRITE -> Optional.of(write);
      };
    }
  }

  /**
   * A token bucket; each request takes a token.
   *
   * @param requestsPerMinute the rate at which the bucket is refilled
   * @param burst the size of the bucket: how many requests may come at once after a pause
   */
  record Rate(int requestsPerMinute, int burst) {
    private static final int SECONDS_PER_MINUTE = 60;

    Rate {
      if (requestsPerMinute < 1) {
        throw new IllegalArgumentException(
            "requests-per-minute is %d: write at least 1, or %s.enabled=false for no limits at all"
                .formatted(requestsPerMinute, PREFIX));
      }
      if (burst < 1 || (long) burst * SECONDS_PER_MINUTE < requestsPerMinute) {
        throw new IllegalArgumentException(
            "burst is %d: write at least what requests-per-minute, which is %d, lets through in a second"
                .formatted(burst, requestsPerMinute));
      }
    }
  }
}
