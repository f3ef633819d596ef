package dev.ecommercestack.platform.shutdown;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * When it was said that this instance leaves. Apart from {@link Farewell} and {@link Drain}, as
 * Spring would stop the one that depends on the other first.
 */
final class Departure {
  private final AtomicReference<@Nullable Instant> saidAt = new AtomicReference<>();

  void said(Instant at) {
    saidAt.set(at);
  }

  Optional<Instant> saidAt() {
    return Optional.ofNullable(saidAt.get());
  }
}
