package dev.ecommercestack.user.login;

import java.time.Duration;

/** A password was not compared because too many others were wrong. */
final class TooManyAttemptsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration wait;

  TooManyAttemptsException(Duration wait) {
    super("Too many wrong passwords.");
    this.wait = wait;
  }

  /** Until the next attempt is admitted. */
  Duration waitTime() {
    return wait;
  }
}
