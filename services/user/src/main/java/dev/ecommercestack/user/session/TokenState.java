package dev.ecommercestack.user.session;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a presented refresh token and its session.
 *
 * @param sessionId the id of the session
 * @param accountId the id of the session's account
 * @param expiresAt the expiry of the token
 * @param usedAt the time at which it was exchanged; null if it was not
 * @param sessionExpiresAt the time at which the session expires, however often it is refreshed
 * @param sessionEndedAt the time at which the session was ended; null if it was not
 */
record TokenState(
    UUID sessionId,
    UUID accountId,
    Instant expiresAt,
    @Nullable Instant usedAt,
    Instant sessionExpiresAt,
    @Nullable Instant sessionEndedAt) {

  /** The consequence of a presented token. */
  enum Verdict {
    /** It is exchanged for its successor. */
    ROTATE,
    /** It was exchanged within the leeway: the successor is returned again, unless it was used. */
    REPEAT,
    /** It was exchanged before: two parties hold it, one of them a thief; the session ends. */
    REUSE,
    /** It is rejected; nothing changes. */
    REFUSE
  }

  /**
   * Judges the token at a time. Reuse is checked before expiry, so that a theft is detected however
   * late the token is presented.
   *
   * @param now the time of the request
   * @param leeway the time after the exchange in which a repeated token is no sign of theft
   */
  Verdict judge(Instant now, Duration leeway) {
    if (sessionEndedAt != null || !now.isBefore(sessionExpiresAt)) {
      return Verdict.REFUSE;
    }
    if (usedAt != null) {
      return now.isBefore(usedAt.plus(leeway)) ? Verdict.REPEAT : Verdict.REUSE;
    }
    return now.isBefore(expiresAt) ? Verdict.ROTATE : Verdict.REFUSE;
  }
}
