package dev.ecommercestack.user;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The service's settings, all with a default in application.yaml.
 *
 * @param password the hashing of passwords
 * @param throttle the limits of failed logins
 * @param sessions the lifetime of sessions
 * @param tokens the lifetime of signed tokens
 * @param keys the rotation of signing keys
 * @param serviceSecretsDirectory the directory with one file per service, which has its secrets
 */
@ConfigurationProperties("user")
public record UserSettings(
    PasswordSettings password,
    ThrottleSettings throttle,
    SessionSettings sessions,
    TokenSettings tokens,
    KeySettings keys,
    Path serviceSecretsDirectory) {

  /**
   * The hashing of passwords.
   *
   * @param concurrentHashes the number of hashes computed at a time, each in 7 MiB of the heap; 0
   *     means one per processor, in a fifth of the heap at most
   * @param patience the longest time that a request waits for its hash to be computed
   */
  public record PasswordSettings(int concurrentHashes, Duration patience) {}

  /**
   * The limits of failed logins.
   *
   * @param freeAttempts the number of failures in a row without a delay
   * @param firstDelay the delay after the first further failure; doubles with each one
   * @param maxDelay the longest delay
   * @param forgetAfter the time without failures after which they are forgotten
   * @param account the budget of failures of all unknown devices for one account
   * @param network the budget of failures of all unknown devices of one network
   * @param deviceLifetime the time for which a device is known after a login, at least one day
   */
  public record ThrottleSettings(
      int freeAttempts,
      Duration firstDelay,
      Duration maxDelay,
      Duration forgetAfter,
      BudgetSettings account,
      BudgetSettings network,
      Duration deviceLifetime) {}

  /**
   * A budget of failures, as a leaky bucket.
   *
   * @param failures the number of failures that are admitted at once, at least 1
   * @param refill the time after which one failure is forgotten
   */
  public record BudgetSettings(int failures, Duration refill) {
    /** Rejects a budget without failures or without a refill time. */
    public BudgetSettings {
      if (failures < 1 || !refill.isPositive()) {
        throw new IllegalArgumentException(
            "user.throttle: failures is %d and refill %s: write at least 1 and a time such as 15m"
                .formatted(failures, refill));
      }
    }
  }

  /**
   * The lifetime and the number of sessions.
   *
   * @param idle the time without a refresh after which a session ends
   * @param absolute the time after which a session ends, however often it is refreshed
   * @param reuseLeeway the time for which a refresh token that was exchanged gets the same
   *     successor again; zero for never
   * @param maxPerAccount the number of sessions of an account, with ended ones; a further login
   *     deletes an ended one, or the oldest
   */
  public record SessionSettings(
      Duration idle, Duration absolute, Duration reuseLeeway, int maxPerAccount) {
    /** Rejects a number with which nobody could log in. */
    public SessionSettings {
      if (maxPerAccount < 1) {
        throw new IllegalArgumentException(
            "user.sessions.max-per-account is %d: write at least 1".formatted(maxPerAccount));
      }
    }
  }

  /**
   * The lifetime of signed tokens.
   *
   * @param access the lifetime of a person's access token
   * @param service the lifetime of a service's token
   */
  public record TokenSettings(Duration access, Duration service) {
    /** The lifetime of the longest-lived token. */
    public Duration longest() {
      return access.compareTo(service) >= 0 ? access : service;
    }
  }

  /**
   * The rotation of signing keys.
   *
   * @param period the time for which a key signs
   * @param lead the time for which a key is published before it signs
   * @param margin the time for which a key stays published after its last token has expired
   * @param reload the pause between two reads of the keys from the database
   * @param algorithm the algorithm of keys that are created from now on
   */
  public record KeySettings(
      Duration period, Duration lead, Duration margin, Duration reload, Algorithm algorithm) {

    /** A signature algorithm of JSON Web Tokens (RFC 7518). */
    public enum Algorithm {
      /** RSA with 2048 bits: verified fastest. */
      RS256,
      /** ECDSA on P-256: signed fastest, shortest. */
      ES256
    }
  }
}
