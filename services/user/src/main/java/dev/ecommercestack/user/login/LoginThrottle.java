package dev.ecommercestack.user.login;

import dev.ecommercestack.user.UserSettings;
import dev.ecommercestack.user.account.Email;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down guessing, for all instances together. Addresses without an account are throttled like
 * those with one: the answer must not tell which is which.
 */
@Component
public class LoginThrottle {
  private final JdbcClient database;
  private final ThrottlePolicy policy;
  private final Clock clock;

  LoginThrottle(JdbcClient database, UserSettings settings, Clock clock) {
    UserSettings.Throttle throttle = settings.throttle();
    this.database = database;
    this.clock = clock;
    this.policy =
        new ThrottlePolicy(
            throttle.freeAttempts(),
            throttle.firstDelay(),
            throttle.maxDelay(),
            throttle.forgetAfter());
  }

  /**
   * Asks whether a password may be compared now, and counts the attempt as failed until {@link
   * #succeeded} is called.
   *
   * @return how long to wait; empty when the attempt may go ahead
   */
  @Transactional
  public Optional<Duration> attempt(Email email) {
    byte[] subject = subject(email);
    lock(subject);
    Instant now = clock.instant();
    return switch (policy.attempt(read(subject), now)) {
      case ThrottlePolicy.Decision.Refused refused -> Optional.of(refused.delay());
      case ThrottlePolicy.Decision.Admitted admitted -> {
        write(subject, admitted.next());
        yield Optional.empty();
      }
    };
  }

  /**
   * Takes an attempt back that failed for no fault of whoever made it: nobody came to compare its
   * password.
   */
  @Transactional
  public void undecided(Email email) {
    byte[] subject = subject(email);
    lock(subject);
    database
        .sql("delete from login_throttle where subject = :subject and attempts = 1")
        .param("subject", subject)
        .update();
    database
        .sql("update login_throttle set attempts = attempts - 1 where subject = :subject")
        .param("subject", subject)
        .update();
  }

  /** Forgets the failures of an address whose owner has just proved to be it. */
  @Transactional
  public void succeeded(Email email) {
    database
        .sql("delete from login_throttle where subject = :subject")
        .param("subject", subject(email))
        .update();
  }

  /**
   * Deletes what {@link ThrottlePolicy} would not look at any more.
   *
   * @return how many rows
   */
  @Transactional
  public int purge() {
    return database
        .sql(
            "delete from login_throttle where last_attempt_at < :before and blocked_until < :before")
        .param("before", timestamp(clock.instant().minus(policy.forgetAfter())))
        .update();
  }

  /** Attempts at one address go one after the other, also when there is no row yet to lock. */
  private void lock(byte[] subject) {
    database
        .sql("select pg_advisory_xact_lock(hashtextextended(encode(:subject, 'hex'), 0))")
        .param("subject", subject)
        .query((row, ignored) -> true)
        .single();
  }

  private ThrottlePolicy.@Nullable State read(byte[] subject) {
    return database
        .sql(
            "select attempts, last_attempt_at, blocked_until from login_throttle where subject = :subject")
        .param("subject", subject)
        .query(
            (row, ignored) ->
                new ThrottlePolicy.State(
                    row.getInt("attempts"),
                    row.getObject("last_attempt_at", OffsetDateTime.class).toInstant(),
                    row.getObject("blocked_until", OffsetDateTime.class).toInstant()))
        .optional()
        .orElse(null);
  }

  private void write(byte[] subject, ThrottlePolicy.State state) {
    database
        .sql(
            """
            insert into login_throttle (subject, attempts, last_attempt_at, blocked_until)
            values (:subject, :attempts, :last, :until)
            on conflict (subject) do update
              set attempts = excluded.attempts, last_attempt_at = excluded.last_attempt_at, blocked_until = excluded.blocked_until
            """)
        .param("subject", subject)
        .param("attempts", state.attempts())
        .param("last", timestamp(state.lastAttemptAt()))
        .param("until", timestamp(state.blockedUntil()))
        .update();
  }

  private static byte[] subject(Email email) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(email.value().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK lacks SHA-256", e);
    }
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
