package dev.ecommercestack.user.session;

import dev.ecommercestack.common.id.Uuid7;
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
 * logs in again (RFC 9700, 4.14.2).
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
    return issue(sessionId, now, end);
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
    return switch (state.judge(now)) {
      case REFUSE -> new RefreshOutcome.Refused();
      case REUSE -> {
        repository.end(state.sessionId(), EndReason.REUSE, now);
        LOG.warn(
            "A refresh token of account {} was used twice: ended session {}",
            state.accountId(),
            state.sessionId());
        yield new RefreshOutcome.Reused(state.accountId());
      }
      case ROTATE -> {
        repository.markUsed(presented, now);
        yield new RefreshOutcome.Rotated(
            state.accountId(), issue(state.sessionId(), now, state.sessionExpiresAt()));
      }
    };
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

  private IssuedRefreshToken issue(UUID sessionId, Instant now, Instant sessionEnd) {
    Instant idleEnd = now.plus(settings.idle());
    Instant expiresAt = idleEnd.isBefore(sessionEnd) ? idleEnd : sessionEnd;
    RefreshToken token = RefreshToken.generate();
    repository.insert(token, sessionId, now, expiresAt);
    return new IssuedRefreshToken(token, Duration.between(now, expiresAt));
  }
}
