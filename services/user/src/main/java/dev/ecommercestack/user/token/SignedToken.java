package dev.ecommercestack.user.token;

import java.time.Duration;

/**
 * A signed JWT for a client.
 *
 * @param value the compact serialization
 * @param lifetime the time for which it is valid from now
 */
public record SignedToken(String value, Duration lifetime) {
  /** Hides the token: records end up in logs. */
  @Override
  public String toString() {
    return "SignedToken[hidden]";
  }
}
