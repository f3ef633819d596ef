package dev.ecommercestack.worker.payment;

import java.util.SplittableRandom;
import java.util.UUID;

/** Chance that strikes the same payment in the same way each time. */
final class Chance {
  private Chance() {}

  /** Returns a number from 0 (inclusive) to 1 (exclusive), evenly spread over payments. */
  static double of(UUID paymentId, String what) {
    long seed =
        paymentId.getMostSignificantBits()
            ^ Long.rotateLeft(paymentId.getLeastSignificantBits(), 32)
            ^ what.hashCode();
    return new SplittableRandom(seed).nextDouble();
  }
}
