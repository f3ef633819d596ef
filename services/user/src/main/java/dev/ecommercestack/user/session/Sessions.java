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
 * Logins that last: each is a chain of refresh tokens of which only the newest works.
 *
 * <p>A token that is presented a second time was stolen from its owner, or is presented by its
 * owner after a thief used it. Who is who cannot be known, so the whole chain ends and the owner
 * logs in again (RFC 9700, 4.14.2). Within a leeway it is more likely another tab of the owner's,
 * or a request whose answer was lost: the same successor is answered again, while nobody has used
 * it. There is never a second chain, in which a thief would not be noticed.
 */
@Service
public class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  private final SessionRepository repository;
  private final UserSettings.Sessions settings;
  private final Clock clock;

  Sessions(SessionRepository repository, UserSettings settings, Clock clock) {
    this.repository = repository;
    this.settings = settings.sessions();
    this.clock = clock;
  }

  /** Begins a session for somebody who has just proved who they are. */
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
   * <p>Reuse is an outcome and not an exception: an exception would roll the end of the session
   * back.
   */
  @Transactional
  public RefreshOutcome refresh(RefreshToken presented) {
    Optional<TokenState> known = repository.lock(presented);
    if (known.isEmpty()) {
      return new RefreshOutcome.Refused();
    }
    TokenState state = known.get();
    Instant now = clock.instant();
    return switch (state.judge(now, settings.reuseLeeway())) {
      case REFUSE -> new RefreshOutcome.Refused();
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
                    .map(end -> new IssuedRefreshToken(successor, Duration.between(now, end))));
  }

  private RefreshOutcome endReused(TokenState state, Instant now) {
    repository.end(state.sessionId(), EndReason.REUSE, now);
    LOG.warn(
        "A refresh token of account {} was used twice: ended session {}",
        state.accountId(),
        state.sessionId());
    return new RefreshOutcome.Reused(state.accountId());
  }

  /** Ends the session of a token. Unknown tokens and ended sessions are left as they are. */
  @Transactional
  public void end(RefreshToken presented) {
    repository
        .lock(presented)
        .ifPresent(state -> repository.end(state.sessionId(), EndReason.LOGOUT, clock.instant()));
  }

  /**
   * Ends every session of an account.
   *
   * @return how many there were
   */
  @Transactional
  public int endAll(UUID accountId, EndReason reason) {
    return repository.endAll(accountId, reason, clock.instant());
  }

  /**
   * Deletes sessions whose time is over, a bounded number of them. Ended ones stay until then, so
   * that late reuse is known as such.
   *
   * @return how many were deleted
   */
  @Transactional
  public int purge() {
    return repository.purge(clock.instant());
  }

  private IssuedRefreshToken issue(
      RefreshToken token, UUID sessionId, Instant now, Instant sessionEnd) {
    Instant idleEnd = now.plus(settings.idle());
    Instant expiresAt = idleEnd.isBefore(sessionEnd) ? idleEnd : sessionEnd;
    repository.insert(token, sessionId, now, expiresAt);
    return new IssuedRefreshToken(token, Duration.between(now, expiresAt));
  }
}
