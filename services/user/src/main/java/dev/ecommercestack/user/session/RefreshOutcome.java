package dev.ecommercestack.user.session;

import java.util.UUID;

/** What came of a presented refresh token. */
public sealed interface RefreshOutcome {
  /**
   * It was exchanged.
   *
   * @param accountId whose session it is
   * @param next the only token that refreshes the session from now on
   */
  record Rotated(UUID accountId, IssuedRefreshToken next) implements RefreshOutcome {}

  /**
   * It was exchanged a moment ago, by another tab or in a request whose answer was lost.
   *
   * @param accountId whose session it is
   * @param next what it was exchanged for
   */
  record Repeated(UUID accountId, IssuedRefreshToken next) implements RefreshOutcome {}

  /** It is unknown, expired, or its session has ended. */
  record Refused() implements RefreshOutcome {}

  /**
   * It was exchanged before; its session has just been ended.
   *
   * @param accountId whose session it was
   */
  record Reused(UUID accountId) implements RefreshOutcome {}
}
