package dev.ecommercestack.user.login;

import dev.ecommercestack.user.UserSettings;
import dev.ecommercestack.user.login.LoginAttempt.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limits failed logins, for all instances together. Addresses without an account are throttled like
 * those with one, so that responses do not disclose which have one.
 */
@Component
public class LoginThrottle {
  private final JdbcClient jdbc;
  private final ThrottlePolicy policy;
  private final FailureBudget accountBudget;
  private final FailureBudget networkBudget;
  private final Clock clock;

  LoginThrottle(JdbcClient jdbc, UserSettings settings, Clock clock) {
    UserSettings.ThrottleSettings throttle = settings.throttle();
    this.jdbc = jdbc;
    this.clock = clock;
    this.policy =
        new ThrottlePolicy(
            throttle.freeAttempts(),
            throttle.firstDelay(),
            throttle.maxDelay(),
            throttle.forgetAfter());
    this.accountBudget = budget(throttle.account());
    this.networkBudget = budget(throttle.network());
  }

  private static FailureBudget budget(UserSettings.BudgetSettings settings) {
    return new FailureBudget(settings.failures(), settings.refill());
  }

  /** The state of an attempt's counters before it. */
  private record Counts(
      ThrottlePolicy.Decision decision, Map<Subject, Optional<Instant>> forgottenAt, Instant now) {}

  /**
   * Decides whether a password may be compared now, and counts the attempt as failed until {@link
   * #succeeded} is called.
   *
   * @return the time to wait; empty if the attempt is admitted
   */
  @Transactional
  Optional<Duration> attempt(LoginAttempt attempt) {
    // First without the locks: many refused attempts must not wait for them, each with a
    // connection.
    Optional<Duration> wait = waitTime(read(attempt));
    if (wait.isPresent()) {
      return wait;
    }
    attempt.subjects().forEach(this::lock);
    Counts counts = read(attempt);
    wait = waitTime(counts);
    if (wait.isEmpty()) {
      write(attempt, counts);
    }
    return wait;
  }

  /**
   * Removes an attempt whose password was not compared, because too many hashes were in progress.
   */
  @Transactional
  void cancel(LoginAttempt attempt) {
    byte[] subject = attempt.delayed().digest();
    lock(attempt.delayed());
    jdbc.sql("delete from login_throttle where subject = :subject and attempts = 1")
        .param("subject", subject)
        .update();
    jdbc.sql("update login_throttle set attempts = attempts - 1 where subject = :subject")
        .param("subject", subject)
        .update();
    attempt.budgets().forEach(this::removeFailure);
  }

  /**
   * Resets the delay after a correct password. From the budgets only this attempt is removed,
   * because earlier failures may be those of others.
   */
  @Transactional
  void succeeded(LoginAttempt attempt) {
    jdbc.sql("delete from login_throttle where subject = :subject")
        .param("subject", attempt.delayed().digest())
        .update();
    attempt.budgets().forEach(this::removeFailure);
  }

  /**
   * Deletes counters whose failures are forgotten.
   *
   * @return the number of rows that were deleted
   */
  @Transactional
  public int deleteExpired() {
    Instant now = clock.instant();
    int delays =
        jdbc.sql(
                "delete from login_throttle where last_attempt_at < :before and blocked_until < :before")
            .param("before", timestamp(now.minus(policy.forgetAfter())))
            .update();
    return delays
        + jdbc.sql("delete from login_budget where forgotten_at < :now")
            .param("now", timestamp(now))
            .update();
  }

  private FailureBudget budget(Subject subject) {
    return subject.kind() == LoginAttempt.CounterKind.NETWORK ? networkBudget : accountBudget;
  }

  private Counts read(LoginAttempt attempt) {
    Instant now = clock.instant();
    Map<Subject, Optional<Instant>> forgottenAt = new LinkedHashMap<>();
    attempt.budgets().forEach(subject -> forgottenAt.put(subject, forgottenAt(subject)));
    return new Counts(policy.attempt(read(attempt.delayed().digest()), now), forgottenAt, now);
  }

  private Optional<Duration> waitTime(Counts counts) {
    Stream<Duration> delay =
        counts.decision() instanceof ThrottlePolicy.Decision.Throttled(Duration wait)
            ? Stream.of(wait)
            : Stream.empty();
    Stream<Duration> budgets =
        counts.forgottenAt().entrySet().stream()
            .flatMap(
                entry ->
                    budget(entry.getKey())
                        .waitTime(entry.getValue().orElse(null), counts.now())
                        .stream());
    return Stream.concat(delay, budgets).max(Comparator.naturalOrder());
  }

  private void write(LoginAttempt attempt, Counts counts) {
    if (counts.decision() instanceof ThrottlePolicy.Decision.Admitted(ThrottlePolicy.State next)) {
      write(attempt.delayed().digest(), next);
    }
    counts
        .forgottenAt()
        .forEach(
            (subject, before) ->
                write(subject, budget(subject).afterFailure(before.orElse(null), counts.now())));
  }

  /** Serializes the attempts of one counter, also if there is no row to lock yet. */
  private void lock(Subject subject) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(encode(:subject, 'hex'), 0))")
        .param("subject", subject.digest())
        .query((row, ignored) -> true)
        .single();
  }

  private ThrottlePolicy.@Nullable State read(byte[] subject) {
    return jdbc.sql(
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
    jdbc.sql(
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

  private Optional<Instant> forgottenAt(Subject subject) {
    return jdbc.sql("select forgotten_at from login_budget where subject = :subject")
        .param("subject", subject.digest())
        .query((row, ignored) -> row.getObject("forgotten_at", OffsetDateTime.class).toInstant())
        .optional();
  }

  private void write(Subject subject, Instant forgottenAt) {
    jdbc.sql(
            """
            insert into login_budget (subject, forgotten_at) values (:subject, :forgotten)
            on conflict (subject) do update set forgotten_at = excluded.forgotten_at
            """)
        .param("subject", subject.digest())
        .param("forgotten", timestamp(forgottenAt))
        .update();
  }

  private void removeFailure(Subject subject) {
    jdbc.sql(
            "update login_budget set forgotten_at = forgotten_at - make_interval(secs => :refill) where subject = :subject")
        .param("refill", budget(subject).refill().toMillis() / 1000.0)
        .param("subject", subject.digest())
        .update();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
