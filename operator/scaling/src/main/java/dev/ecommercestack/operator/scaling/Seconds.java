package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;

/** Arithmetic of times in seconds. */
final class Seconds {
  static double between(Instant from, Instant to) {
    return (to.getEpochSecond() - from.getEpochSecond()) + (to.getNano() - from.getNano()) / 1e9;
  }

  static double of(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }

  static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** Weight of the newest {@code seconds} in an exponentially weighted average. */
  static double weight(double seconds, double memory) {
    return -StrictMath.expm1(-seconds / memory);
  }

  private Seconds() {}
}
