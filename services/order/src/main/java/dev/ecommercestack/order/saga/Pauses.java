package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.OrderSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a saga rests. */
final class Pauses {
  private static final int MAX_DOUBLINGS = 20;
  private static final double JITTER = 0.2;

  private Pauses() {}

  /** Returns the pause after so many failures of a call in a row: doubling, and not in step. */
  static Duration afterFailures(int failures, OrderSettings.Saga settings) {
    Duration pause = doubled(settings.firstBackoff(), failures - 1, settings.longestBackoff());
    double factor = 1 - JITTER + ThreadLocalRandom.current().nextDouble(2 * JITTER);
    return Duration.ofMillis(Math.round(pause.toMillis() * factor));
  }

  /** Returns how long a result is awaited after so many repetitions of its job. */
  static Duration forResult(int repetitions, OrderSettings.Saga settings) {
    return doubled(settings.paymentPatience(), repetitions, settings.longestPaymentPatience());
  }

  private static Duration doubled(Duration first, int times, Duration longest) {
    Duration pause = first.multipliedBy(1L << Math.clamp(times, 0, MAX_DOUBLINGS));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
