package dev.ecommercestack.worker.payment;

import java.util.SplittableRandom;
import java.util.UUID;

/** Pseudorandom numbers that are the same each time for the same payment and purpose. */
final class DeterministicRandom {
  private DeterministicRandom() {}

  /**
   * Returns a number from 0 (inclusive) to 1 (exclusive), uniformly distributed over payments.
   *
   * @param paymentId the id of the payment
   * @param purpose separates the numbers of one payment from each other
   */
  static double of(UUID paymentId, String purpose) {
    long seed =
        paymentId.getMostSignificantBits()
            ^ Long.rotateLeft(paymentId.getLeastSignificantBits(), 32)
            ^ purpose.hashCode();
    return new SplittableRandom(seed).nextDouble();
  }
}
