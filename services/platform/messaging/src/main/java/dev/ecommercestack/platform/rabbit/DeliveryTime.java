package dev.ecommercestack.platform.rabbit;

import java.lang.ScopedValue.CallableOp;
import java.time.Instant;

/**
 * The time that is left for the message in hand, all attempts together. A listener whose work may
 * be long asks between two steps, and ends it before RabbitMQ gives the message to somebody else.
 */
public final class DeliveryTime {
  private static final ScopedValue<Instant> END = ScopedValue.newInstance();

  private DeliveryTime() {}

  /** Returns whether it is up; never outside a listener. */
  public static boolean isUp() {
    return END.isBound() && Instant.now().isAfter(END.get());
  }

  /** Does work that may take until {@code end}. */
  static <T, X extends Throwable> T until(Instant end, CallableOp<T, X> work) throws X {
    return ScopedValue.where(END, end).call(work);
  }
}
