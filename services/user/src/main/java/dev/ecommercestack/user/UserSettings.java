package dev.ecommercestack.user;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The service's settings, all with a default in application.yaml.
 *
 * @param password how passwords are hashed
 * @param throttle how fast they may be guessed
 * @param sessions how long a login lasts
 * @param tokens how long signed tokens are valid
 * @param keys how signing keys rotate
 * @param serviceSecretsDirectory one file per service, with its secret
 */
@ConfigurationProperties("user")
public record UserSettings(
    Password password,
    Throttle throttle,
    Sessions sessions,
    Tokens tokens,
    Keys keys,
    Path serviceSecretsDirectory) {

  /**
   * How passwords are hashed.
   *
   * @param bcryptCost 10 to 16
   * @param concurrentHashes at a time; 0 for one per processor
   * @param patience how long a request waits for its turn
   */
  public record Password(int bcryptCost, int concurrentHashes, Duration patience) {
    /** Refuses costs that are unsafe or unusable. */
    public Password {
      if (bcryptCost < 10 || bcryptCost > 16) {
        throw new IllegalArgumentException(
            "user.password.bcrypt-cost is %d: choose 10 to 16 (11 takes about 0.1 s)"
                .formatted(bcryptCost));
      }
    }
  }

  /**
   * How fast passwords may be guessed: by one device, or for one account from one network.
   *
   * @param freeAttempts failures in a row without a delay
   * @param firstDelay after the first failure that is not free; doubles with each further one
   * @param maxDelay the longest delay
   * @param forgetAfter quiet time after which failures are forgotten
   * @param account what all unknown devices together may fail for one account
   * @param network what all unknown devices of one network together may fail
   * @param deviceLifetime days for which a device is known after a login, at least one
   */
  public record Throttle(
      int freeAttempts,
      Duration firstDelay,
      Duration maxDelay,
      Duration forgetAfter,
      Budget account,
      Budget network,
      Duration deviceLifetime) {}

  /**
   * Failures that are admitted before others are refused.
   *
   * @param failures at once, at least 1
   * @param refill time after which one is forgotten
   */
  public record Budget(int failures, Duration refill) {
    /** Refuses a budget that admits nothing, or forgets everything at once. */
    public Budget {
      if (failures < 1 || !refill.isPositive()) {
        throw new IllegalArgumentException(
            "user.throttle: failures is %d and refill %s: write at least 1 and a time such as 15m"
                .formatted(failures, refill));
      }
    }
  }

  /**
   * How long a login lasts.
   *
   * @param idle a session that is not refreshed for this long is over
   * @param absolute a session is over after this, however often it is refreshed
   * @param reuseLeeway for how long an exchanged refresh token is answered with its successor
   *     again; zero for never
   */
  public record Sessions(Duration idle, Duration absolute, Duration reuseLeeway) {}

  /**
   * How long signed tokens are valid.
   *
   * @param access a shopper's token
   * @param service a service's token
   */
  public record Tokens(Duration access, Duration service) {
    /** The lifetime of the longest-lived token. */
    public Duration longest() {
      return access.compareTo(service) >= 0 ? access : service;
    }
  }

  /**
   * How signing keys rotate.
   *
   * @param period how long a key signs
   * @param lead how long a key is published before it signs
   * @param margin how much longer than its last token a key stays published
   * @param reload how often an instance looks for changes in the database
   */
  public record Keys(Duration period, Duration lead, Duration margin, Duration reload) {}
}
