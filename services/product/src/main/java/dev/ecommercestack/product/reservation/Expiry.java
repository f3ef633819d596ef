package dev.ecommercestack.product.reservation;

import dev.ecommercestack.product.ProductSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Gives back what nobody confirmed in time. Every instance does; no two end the same one. */
@Component
class Expiry {
  private final Reservations reservations;
  private final int limit;
  private final Counter expired;

  Expiry(Reservations reservations, ProductSettings settings, MeterRegistry metrics) {
    this.reservations = reservations;
    this.limit = settings.reservations().sweepLimit();
    this.expired = metrics.counter("product.reservations", "outcome", "expired");
  }

  @Scheduled(fixedDelayString = "${product.reservations.sweep-interval}")
  void sweep() {
    for (int ended = 0; ended < limit && reservations.expireOne(); ended++) {
      expired.increment();
    }
  }
}
