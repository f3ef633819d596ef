package dev.ecommercestack.platform.shutdown;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The time at which this instance left the registry. {@link DeregisterOnShutdown} and {@link
 * ShutdownDelay} share it instead of knowing each other, because Spring stops a bean that depends
 * on another before that other, whatever their phases are.
 */
final class DeregistrationTime {
  private final AtomicReference<@Nullable Instant> time = new AtomicReference<>();

  void set(Instant deregisteredAt) {
    time.set(deregisteredAt);
  }

  /** Returns the time, or nothing while this instance is registered. */
  Optional<Instant> get() {
    return Optional.ofNullable(time.get());
  }
}
