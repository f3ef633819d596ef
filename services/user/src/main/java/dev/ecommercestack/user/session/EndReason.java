package dev.ecommercestack.user.session;

/** The reason why a session ended before it expired. */
public enum EndReason {
  /** The user logged out. */
  LOGOUT,
  /** A refresh token was presented again after the leeway. */
  REUSE,
  /** The account's password was changed. */
  PASSWORD_CHANGE
}
