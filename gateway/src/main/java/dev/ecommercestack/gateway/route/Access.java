package dev.ecommercestack.gateway.route;

/**
 * The access token that a route asks for. Services check the token and the role of a request again.
 */
public enum Access {
  /** No token. A token that is sent is ignored, so that an expired one does not prevent a login. */
  ANONYMOUS,

  /** No token. A token that is sent must be valid. */
  OPTIONAL_LOGIN,

  /** A valid token of any user. */
  LOGIN,

  /** A valid token of an administrator, as a Bearer token or in the admin cookie. */
  ADMIN;

  /** Returns whether a request without a valid token is refused. */
  public boolean needsToken() {
    return this == LOGIN || this == ADMIN;
  }
}
