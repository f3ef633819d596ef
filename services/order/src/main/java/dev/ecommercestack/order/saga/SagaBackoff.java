package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.OrderSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Computes how long a saga waits before its next attempt. */
final class SagaBackoff {
  private static final int MAX_DOUBLINGS = 20;

  /** The relative deviation, so that sagas that failed together do not retry together. */
  private static final double JITTER_FRACTION = 0.2;

  private SagaBackoff() {}

  /**
   * Returns the delay before a failed call is repeated. It doubles with each failure.
   *
   * @param failures the number of failures in a row, at least 1
   * @param settings the first and the longest delay
   */
  static Duration afterFailures(int failures, OrderSettings.Saga settings) {
    Duration delay = doubled(settings.firstBackoff(), failures - 1, settings.longestBackoff());
    double factor =
        1 - JITTER_FRACTION + ThreadLocalRandom.current().nextDouble(2 * JITTER_FRACTION);
    return Duration.ofMillis(Math.round(delay.toMillis() * factor));
  }

  /**
   * Returns how long the result of a payment job is awaited. It doubles with each repetition.
   *
   * @param repetitions the number of times that the job was repeated
   * @param settings the first and the longest waiting time
   */
  static Duration untilResult(int repetitions, OrderSettings.Saga settings) {
    return doubled(settings.paymentPatience(), repetitions, settings.longestPaymentPatience());
  }

  private static Duration doubled(Duration first, int doublings, Duration longest) {
    Duration delay = first.multipliedBy(1L << Math.clamp(doublings, 0, MAX_DOUBLINGS));
    return delay.compareTo(longest) > 0 ? longest : delay;
  }
}
