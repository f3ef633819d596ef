package dev.ecommercestack.user.session;

import java.util.UUID;

/** The outcome of a refresh. */
public sealed interface RefreshOutcome {
  /**
   * The token was exchanged.
   *
   * @param accountId the id of the session's account
   * @param next the only token that can refresh the session from now on
   */
  record Rotated(UUID accountId, IssuedRefreshToken next) implements RefreshOutcome {}

  /**
   * The token was exchanged within the leeway, by another tab or by a request whose response was
   * lost.
   *
   * @param accountId the id of the session's account
   * @param next the token that it was exchanged for
   */
  record Repeated(UUID accountId, IssuedRefreshToken next) implements RefreshOutcome {}

  /** The token is unknown or expired, or its session has ended. */
  record Rejected() implements RefreshOutcome {}

  /**
   * The token was exchanged before; its session has just been ended.
   *
   * @param accountId the id of the session's account
   */
  record Reused(UUID accountId) implements RefreshOutcome {}
}
