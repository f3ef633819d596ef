package dev.ecommercestack.gateway.route;

/** Who may use an entrance. The services check again what they are asked. */
public enum Access {
  /** Everybody; tokens are not even looked at, so that an expired one hinders no login. */
  ANONYMOUS,

  /** Everybody; a token that is sent must be valid. */
  OPEN,

  /** Whoever has a valid token. */
  LOGIN,

  /** Whoever has a valid token of an administrator, as a Bearer token or in the admin cookie. */
  ADMIN;

  /** Whether a valid token is needed. */
  public boolean needsToken() {
    return this == LOGIN || this == ADMIN;
  }
}
