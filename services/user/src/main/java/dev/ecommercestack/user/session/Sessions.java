package dev.ecommercestack.user.session;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.user.UserSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

  /**
   * Starts a session of an account whose owner has just been authenticated. The account's oldest
   * session is deleted if it has too many; its tokens are refused then.
   */
  @Transactional
  public IssuedRefreshToken start(UUID accountId) {
    Instant now = clock.instant();
    repository.deleteOldest(accountId, settings.maxPerAccount() - 1);
    TokenFamily family = new TokenFamily(Uuid7.next(), RefreshToken.randomBytes());
    Instant end = now.plus(settings.absolute());
    repository.insert(family, accountId, now, end);
    RefreshToken first = family.token(RefreshToken.encode(RefreshToken.randomBytes()));
    return issue(first, family.sessionId(), now, end);
  }

  /**
   * Exchanges a refresh token for its successor.
   *
   * <p>Reuse is an outcome and not an exception, which would roll back the end of the session.
   */
  @Transactional
  public RefreshOutcome refresh(RefreshToken presented) {
    Optional<TokenState> found = repository.lock(presented);
    Instant now = clock.instant();
    if (found.isEmpty()) {
      return deletedFamily(presented)
          .flatMap(
              family ->
                  repository
                      .lockLive(family.sessionId(), now)
                      .map(account -> endReused(family.sessionId(), account, now)))
          .orElseGet(RefreshOutcome.Rejected::new);
    }
    TokenState state = found.get();
    return switch (state.judge(now, settings.reuseLeeway())) {
      case REFUSE -> new RefreshOutcome.Rejected();
      case REUSE -> endReused(state.sessionId(), state.accountId(), now);
      case REPEAT -> {
        Optional<IssuedRefreshToken> successor = unusedSuccessor(presented, state, now);
        yield successor.isPresent()
            ? new RefreshOutcome.Repeated(state.accountId(), successor.get())
            : endReused(state.sessionId(), state.accountId(), now);
      }
      case ROTATE -> new RefreshOutcome.Rotated(state.accountId(), rotate(presented, state, now));
    };
  }

  private IssuedRefreshToken rotate(RefreshToken presented, TokenState state, Instant now) {
    byte[] salt = RefreshToken.randomBytes();
    repository.markUsed(presented, state.sessionId(), salt, now);
    Optional<TokenFamily> family = repository.family(state.sessionId());
    // Its row is needed for the leeway, those of older ones for nothing.
    family.ifPresent(ignored -> repository.deleteUsedBut(presented, state.sessionId()));
    RefreshToken next = successor(presented, salt, family);
    return issue(next, state.sessionId(), now, state.sessionExpiresAt());
  }

  private static RefreshToken successor(
      RefreshToken presented, byte[] salt, Optional<TokenFamily> family) {
    String secret = presented.successor(salt);
    return family.map(tokens -> tokens.token(secret)).orElseGet(() -> new RefreshToken(secret));
  }

  /** Returns the family of a token that was used so long ago that its row was deleted. */
  private Optional<TokenFamily> deletedFamily(RefreshToken presented) {
    return TokenFamily.sessionId(presented)
        .flatMap(repository::family)
        .filter(family -> family.contains(presented));
  }

  private Optional<IssuedRefreshToken> unusedSuccessor(
      RefreshToken presented, TokenState state, Instant now) {
    return repository.successorSalt(state.sessionId()).stream()
        // The second one if an instance of the release before has exchanged the token.
        .flatMap(
            salt ->
                Stream.of(repository.family(state.sessionId()), Optional.<TokenFamily>empty())
                    .map(family -> successor(presented, salt, family)))
        .flatMap(
            successor ->
                repository.expiryOfUnused(successor).stream()
                    .map(
                        end ->
                            new IssuedRefreshToken(
                                successor, state.sessionId(), Duration.between(now, end))))
        .findFirst();
  }

  private RefreshOutcome endReused(UUID sessionId, UUID accountId, Instant now) {
    repository.end(sessionId, EndReason.REUSE, now);
    log.warn(
        "A refresh token of account {} was used twice: ended session {}", accountId, sessionId);
    return new RefreshOutcome.Reused(accountId);
  }

  /** Ends the session of a token. Does nothing if the token is unknown or the session has ended. */
  @Transactional
  public void end(RefreshToken presented) {
    repository
        .lock(presented)
        .map(TokenState::sessionId)
        .or(() -> deletedFamily(presented).map(TokenFamily::sessionId))
        .ifPresent(sessionId -> repository.end(sessionId, EndReason.LOGOUT, clock.instant()));
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
   * they expire, unless their account has too many, for those who look into an incident.
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
