package dev.ecommercestack.user.session;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.user.UserSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions with rotating refresh tokens, of which only the newest is valid.
 *
 * <p>A token that is presented a second time was stolen: either a thief presents it, or its owner
 * does after a thief. They cannot be told apart, so the session ends and the owner logs in again
 * (RFC 9700, 4.14.2). Within a leeway it is more likely another tab of the owner, or a request
 * whose response was lost: the same successor is returned again, unless it was used. A session
 * never has two valid tokens, so that a thief is always noticed.
 */
@Service
public class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final SessionRepository repository;
  private final UserSettings.SessionSettings settings;
  private final Clock clock;

  Sessions(SessionRepository repository, UserSettings settings, Clock clock) {
    this.repository = repository;
    this.settings = settings.sessions();
    this.clock = clock;
  }

  /** Starts a session of an account whose owner has just been authenticated. */
  @Transactional
  public IssuedRefreshToken start(UUID accountId) {
    Instant now = clock.instant();
    UUID sessionId = Uuid7.next();
    Instant end = now.plus(settings.absolute());
    repository.insert(sessionId, accountId, now, end);
    return issue(RefreshToken.generate(), sessionId, now, end);
  }

  /**
   * Exchanges a refresh token for its successor.
   *
   * <p>Reuse is an outcome and not an exception, which would roll back the end of the session.
   */
  @Transactional
  public RefreshOutcome refresh(RefreshToken presented) {
    Optional<TokenState> found = repository.lock(presented);
    if (found.isEmpty()) {
      return new RefreshOutcome.Rejected();
    }
    TokenState state = found.get();
    Instant now = clock.instant();
    return switch (state.judge(now, settings.reuseLeeway())) {
      case REFUSE -> new RefreshOutcome.Rejected();
      case REUSE -> endReused(state, now);
      case REPEAT -> {
        Optional<IssuedRefreshToken> successor = unusedSuccessor(presented, state, now);
        yield successor.isPresent()
            ? new RefreshOutcome.Repeated(state.accountId(), successor.get())
            : endReused(state, now);
      }
      case ROTATE -> new RefreshOutcome.Rotated(state.accountId(), rotate(presented, state, now));
    };
  }

  private IssuedRefreshToken rotate(RefreshToken presented, TokenState state, Instant now) {
    byte[] salt = RefreshToken.salt();
    repository.markUsed(presented, state.sessionId(), salt, now);
    return issue(presented.successor(salt), state.sessionId(), now, state.sessionExpiresAt());
  }

  private Optional<IssuedRefreshToken> unusedSuccessor(
      RefreshToken presented, TokenState state, Instant now) {
    return repository
        .successorSalt(state.sessionId())
        .map(presented::successor)
        .flatMap(
            successor ->
                repository
                    .expiryOfUnused(successor)
                    .map(
                        end ->
                            new IssuedRefreshToken(
                                successor, state.sessionId(), Duration.between(now, end))));
  }

  private RefreshOutcome endReused(TokenState state, Instant now) {
    repository.end(state.sessionId(), EndReason.REUSE, now);
    log.warn(
        "A refresh token of account {} was used twice: ended session {}",
        state.accountId(),
        state.sessionId());
    return new RefreshOutcome.Reused(state.accountId());
  }

  /** Ends the session of a token. Does nothing if the token is unknown or the session has ended. */
  @Transactional
  public void end(RefreshToken presented) {
    repository
        .lock(presented)
        .ifPresent(state -> repository.end(state.sessionId(), EndReason.LOGOUT, clock.instant()));
  }

  /** Returns whether a session has neither ended nor expired. */
  public boolean isLive(UUID sessionId) {
    return repository.isLive(sessionId, clock.instant());
  }

  /**
   * Ends every session of an account.
   *
   * @return the number of sessions that were ended
   */
  @Transactional
  public int endAll(UUID accountId, EndReason reason) {
    return repository.endAll(accountId, reason, clock.instant());
  }

  /**
   * Deletes expired sessions, a bounded number of them. Sessions that ended earlier are kept until
   * they expire, so that late reuse is detected.
   *
   * @return the number of sessions that were deleted
   */
  @Transactional
  public int deleteExpired() {
    return repository.deleteExpiredBefore(clock.instant());
  }

  private IssuedRefreshToken issue(
      RefreshToken token, UUID sessionId, Instant now, Instant sessionEnd) {
    Instant idleEnd = now.plus(settings.idle());
    Instant expiresAt = idleEnd.isBefore(sessionEnd) ? idleEnd : sessionEnd;
    repository.insert(token, sessionId, now, expiresAt);
    return new IssuedRefreshToken(token, sessionId, Duration.between(now, expiresAt));
  }
}
