package dev.ecommercestack.user.token;

import java.time.Duration;

/**
 * A signed JWT for a client.
 *
 * @param value compact serialisation
 * @param lifetime how long it is valid from now
 */
public record SignedToken(String value, Duration lifetime) {
  /** Hides the token: records end up in logs. */
  @Override
  public String toString() {
    return "SignedToken[hidden]";
  }
}
