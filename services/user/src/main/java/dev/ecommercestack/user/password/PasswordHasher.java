package dev.ecommercestack.user.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;

/**
 * Hashes passwords with Argon2id, a few at a time; with the scheme of release 0.1.0 as long as that
 * release must be able to read them ({@link Argon2Start}).
 *
 * <p>Hashing is slow by design; without a limit, many logins at once would use the CPU that other
 * requests need. A hash has the name of its scheme, so that another scheme replaces it when its
 * owner logs in.
 */
public final class PasswordHasher {
  /** Names the parameters, too: an encoder with others needs another name. */
  private static final String SCHEME = "argon2id-7m-5";

  private static final String LEGACY_SCHEME = "bcrypt-hmac384";

  // Of no password. Hashing one at every start would cost 0.1 s.
  private static final String LEGACY_DUMMY_HASH =
      "{" + LEGACY_SCHEME + "}$2b$11$k/Z.nIYAQX725EhoyXVBC." + "a".repeat(31);

  // Equal in strength to the others that OWASP recommends, and the one with the least memory.
  private static final int MEMORY_KIBIBYTES = 7168;
  private static final int ITERATIONS = 5;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;

  /** The memory that a hash needs while it is computed. */
  static final long MEMORY_BYTES = MEMORY_KIBIBYTES * 1024L;

  private final PasswordEncoder argon2Encoder;
  private final PasswordEncoder legacyEncoder;
  private final BooleanSupplier argon2Started;
  private final Semaphore permits;
  private final Duration maxWait;
  private final Timer timer;
  private final String dummyHash;

  /**
   * Creates a hasher.
   *
   * @param concurrent the number of hashes computed at a time
   * @param maxWait the longest time that a caller waits for its hash to be computed
   * @param metrics the registry of the timer {@code user.password.hash}
   * @param argon2Started whether new hashes are made with Argon2id already
   */
  PasswordHasher(
      int concurrent, Duration maxWait, MeterRegistry metrics, BooleanSupplier argon2Started) {
    PasswordEncoder argon2 =
        new Argon2Password4jPasswordEncoder(
            Argon2Function.getInstance(MEMORY_KIBIBYTES, ITERATIONS, LANES, HASH_BYTES, Argon2.ID));
    Map<String, PasswordEncoder> encoders =
        Map.of(SCHEME, argon2, LEGACY_SCHEME, new LegacyBcryptEncoder());
    this.argon2Encoder = new DelegatingPasswordEncoder(SCHEME, encoders);
    this.legacyEncoder = new DelegatingPasswordEncoder(LEGACY_SCHEME, encoders);
    this.argon2Started = argon2Started;
    this.permits = new Semaphore(concurrent, true);
    this.maxWait = maxWait;
    this.timer =
        Timer.builder("user.password.hash")
            .description("Time that one password hash takes, without waiting for its turn")
            .register(metrics);
    this.dummyHash = Objects.requireNonNull(argon2Encoder.encode("nobody has this password"));
  }

  private PasswordEncoder encoder() {
    return argon2Started.getAsBoolean() ? argon2Encoder : legacyEncoder;
  }

  /**
   * Hashes a new password.
   *
   * @return the scheme, salt and hash in one text
   * @throws HashingBusyException if too many hashes are waiting
   */
  public String hash(String password) {
    String normalised = PasswordNormalizer.normalise(password);
    return withPermit(() -> Objects.requireNonNull(encoder().encode(normalised)));
  }

  /**
   * Compares a password with a stored hash.
   *
   * @throws HashingBusyException if too many hashes are waiting
   */
  public boolean matches(String password, String hash) {
    String normalised = PasswordNormalizer.normalise(password);
    return withPermit(() -> argon2Encoder.matches(normalised, hash));
  }

  /**
   * Compares a password with a hash of no account. It takes as long as {@link #matches}, so that
   * the duration does not disclose whether an account exists.
   *
   * @throws HashingBusyException if too many hashes are waiting
   */
  public void matchDummyHash(String password) {
    matches(password, argon2Started.getAsBoolean() ? dummyHash : LEGACY_DUMMY_HASH);
  }

  /** Returns whether a hash was made with an older scheme or other parameters than a new one. */
  public boolean isOutdated(String hash) {
    return argon2Started.getAsBoolean() && argon2Encoder.upgradeEncoding(hash);
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
