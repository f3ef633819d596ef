package dev.ecommercestack.user.session;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a refresh token that somebody presents.
 *
 * @param sessionId the session that it belongs to
 * @param accountId whose session
 * @param expiresAt of the token
 * @param usedAt when it was exchanged for its successor; null when it was not
 * @param sessionExpiresAt when the session ends however often it is refreshed
 * @param sessionEndedAt when the session was ended; null when it lives
 */
record TokenState(
    UUID sessionId,
    UUID accountId,
    Instant expiresAt,
    @Nullable Instant usedAt,
    Instant sessionExpiresAt,
    @Nullable Instant sessionEndedAt) {

  /** What a presented token leads to. */
  enum Verdict {
    /** It is exchanged for its successor. */
    ROTATE,
    /** It was exchanged a moment ago: its successor is answered again, unless that was used. */
    REPEAT,
    /** It was exchanged before: two parties hold it, one of them a thief; the session ends. */
    REUSE,
    /** Nothing happens. */
    REFUSE
  }

  /**
   * Judges the token at a time. Reuse goes before expiry: a stolen token betrays the theft however
   * late it comes.
   *
   * @param leeway for how long after its exchange a token that comes again betrays nothing
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
