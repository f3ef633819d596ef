package dev.ecommercestack.platform.rabbit;

import java.lang.ScopedValue.CallableOp;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.springframework.amqp.ImmediateRequeueAmqpException;

/**
 * The deadline of the message that the current thread handles, for all attempts together. It also
 * passes when the listener is stopped. A listener with long work checks it between two steps and
 * throws {@link ImmediateRequeueAmqpException}: the message returns to its queue before RabbitMQ
 * delivers it to another consumer or the instance ends.
 */
public final class DeliveryDeadline {
  private static final ScopedValue<BooleanSupplier> PASSED = ScopedValue.newInstance();

  private DeliveryDeadline() {}

  /** Returns whether the deadline has passed; false outside a listener. */
  public static boolean hasPassed() {
    return PASSED.isBound() && PASSED.get().getAsBoolean();
  }

  /** Runs work until a deadline, or until the listener is not active any more. */
  static <T, X extends Throwable> T until(
      Instant deadline, BooleanSupplier active, CallableOp<T, X> work) throws X {
    BooleanSupplier passed = () -> !active.getAsBoolean() || Instant.now().isAfter(deadline);
    return ScopedValue.where(PASSED, passed).call(work);
  }
}
