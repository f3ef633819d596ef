package dev.ecommercestack.user.password;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords, a few at a time.
 *
 * <p>Hashing is slow by design; without a limit, many logins at once would use the CPU that other
 * requests need. A hash has the name of its scheme, so that a later scheme or cost replaces it when
 * its owner logs in.
 */
public final class PasswordHasher {
  private static final String SCHEME = "bcrypt-hmac384";

  private final PasswordEncoder encoder;
  private final Semaphore permits;
  private final Duration maxWait;
  private final Timer timer;
  private final String dummyHash;

  /**
   * Creates a hasher.
   *
   * @param cost the cost factor of bcrypt, 10 to 16; each step doubles the time
   * @param concurrent the number of hashes computed at a time
   * @param maxWait the longest time that a caller waits for its hash to be computed
   * @param metrics the registry of the timer {@code user.password.hash}
   */
  public PasswordHasher(int cost, int concurrent, Duration maxWait, MeterRegistry metrics) {
    this.encoder = new DelegatingPasswordEncoder(SCHEME, Map.of(SCHEME, new PrehashedBcrypt(cost)));
    this.permits = new Semaphore(concurrent, true);
    this.maxWait = maxWait;
    this.timer =
        Timer.builder("user.password.hash")
            .description("Time that one password hash takes, without waiting for its turn")
            .register(metrics);
    this.dummyHash = Objects.requireNonNull(encoder.encode("nobody has this password"));
  }

  /**
   * Hashes a new password.
   *
   * @return the scheme, salt and hash in one text
   * @throws HashingBusyException if too many hashes are waiting
   */
  public String hash(String password) {
    return withPermit(() -> Objects.requireNonNull(encoder.encode(password)));
  }

  /**
   * Compares a password with a stored hash.
   *
   * @throws HashingBusyException if too many hashes are waiting
   */
  public boolean matches(String password, String hash) {
    return withPermit(() -> encoder.matches(password, hash));
  }

  /**
   * Compares a password with a hash of no account. It takes as long as {@link #matches}, so that
   * the duration does not disclose whether an account exists.
   *
   * @throws HashingBusyException if too many hashes are waiting
   */
  public void matchDummyHash(String password) {
    matches(password, dummyHash);
  }

  /** Returns whether a hash was made with an older scheme or a lower cost. */
  public boolean isOutdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  private <T> T withPermit(Supplier<T> work) {
    try {
      if (!permits.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new HashingBusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HashingBusyException();
    }
    try {
      return Objects.requireNonNull(timer.record(work));
    } finally {
      permits.release();
    }
  }
}
