package dev.ecommercestack.user.login;

import java.time.Duration;

/** A password was not compared, because there were too many failures before. */
final class TooManyAttemptsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration wait;

  TooManyAttemptsException(Duration wait) {
    super("Too many wrong passwords.");
    this.wait = wait;
  }

  /** Returns the time until the next attempt is admitted. */
  Duration waitTime() {
    return wait;
  }
}
