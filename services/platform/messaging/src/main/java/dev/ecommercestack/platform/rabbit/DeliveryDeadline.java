package dev.ecommercestack.platform.rabbit;

import java.lang.ScopedValue.CallableOp;
import java.time.Instant;

/**
 * The deadline of the message that the current thread handles, for all attempts together. A
 * listener with long work checks it between two steps, and ends before RabbitMQ delivers the
 * message to another consumer.
 */
public final class DeliveryDeadline {
  private static final ScopedValue<Instant> DEADLINE = ScopedValue.newInstance();

  private DeliveryDeadline() {}

  /** Returns whether the deadline has passed; false outside a listener. */
  public static boolean hasPassed() {
    return DEADLINE.isBound() && Instant.now().isAfter(DEADLINE.get());
  }

  /** Runs work with a deadline. */
  static <T, X extends Throwable> T until(Instant deadline, CallableOp<T, X> work) throws X {
    return ScopedValue.where(DEADLINE, deadline).call(work);
  }
}
