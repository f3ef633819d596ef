package dev.ecommercestack.gateway.route;

/** The kinds of requests that have rate limits of their own. */
public enum RequestKind {
  /** A login: hashing the password takes about 100 ms of CPU. */
  LOGIN,
  /** A sign-up: a password is hashed, and a mail is sent. */
  SIGN_UP,
  /** A claim of a coupon: many people make one at the same moment. */
  CLAIM,
  /** Another GET or HEAD request. */
  READ,
  /** Another request. */
  WRITE,
  /** A file of the web pages, which the gateway keeps in memory: only the address is limited. */
  FILE
}
