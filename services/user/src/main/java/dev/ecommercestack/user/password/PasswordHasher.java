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
 * <p>Hashing is made to be slow; without a bound, a burst of logins would take the whole processor
 * from every other request. Hashes carry the name of their scheme, so that a later scheme or cost
 * replaces the old one as people log in.
 */
public final class PasswordHasher {
  private static final String SCHEME = "bcrypt-hmac384";

  private final PasswordEncoder encoder;
  private final Semaphore places;
  private final Duration patience;
  private final Timer timer;
  private final String nobodysHash;

  /**
   * A hasher.
   *
   * @param cost bcrypt's cost, 10 to 16: one more doubles the time
   * @param concurrent how many hashes are computed at a time
   * @param patience how long a caller waits for its turn
   * @param metrics where the timer {@code user.password.hash} goes
   */
  public PasswordHasher(int cost, int concurrent, Duration patience, MeterRegistry metrics) {
    this.encoder = new DelegatingPasswordEncoder(SCHEME, Map.of(SCHEME, new PrehashedBcrypt(cost)));
    this.places = new Semaphore(concurrent, true);
    this.patience = patience;
    this.timer =
        Timer.builder("user.password.hash")
            .description("Time that one password hash takes, without waiting for its turn")
            .register(metrics);
    this.nobodysHash = Objects.requireNonNull(encoder.encode("nobody has this password"));
  }

  /**
   * Hashes a new password.
   *
   * @return scheme, salt and hash in one text
   * @throws HashingBusyException when too many others wait
   */
  public String hash(String password) {
    return inTurn(() -> Objects.requireNonNull(encoder.encode(password)));
  }

  /**
   * Compares a password with a stored hash.
   *
   * @throws HashingBusyException when too many others wait
   */
  public boolean matches(String password, String hash) {
    return inTurn(() -> encoder.matches(password, hash));
  }

  /**
   * Takes as long as {@link #matches} and finds nothing: for accounts that do not exist, so that
   * the time tells nothing.
   *
   * @throws HashingBusyException when too many others wait
   */
  public void matchNobody(String password) {
    matches(password, nobodysHash);
  }

  /** Whether the hash was made by an older scheme or at a lower cost than today's. */
  public boolean isOutdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new HashingBusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HashingBusyException();
    }
    try {
      return Objects.requireNonNull(timer.record(work));
    } finally {
      places.release();
    }
  }
}
