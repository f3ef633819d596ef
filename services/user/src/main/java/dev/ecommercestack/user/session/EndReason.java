package dev.ecommercestack.user.session;

/** Why a session ended before its time. */
public enum EndReason {
  /** Its owner logged out. */
  LOGOUT,
  /** A refresh token was presented twice, not only within the leeway. */
  REUSE,
  /** The account's password was changed. */
  PASSWORD_CHANGE
}
