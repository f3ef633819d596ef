package dev.ecommercestack.product.reservation;

import dev.ecommercestack.product.ProductSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends reservations whose deadline has passed and releases their units. Every instance does so; a
 * reservation is ended by one of them.
 */
@Component
class ReservationExpiry {
  private final Reservations reservations;
  private final int limit;
  private final Counter expired;

  ReservationExpiry(Reservations reservations, ProductSettings settings, MeterRegistry metrics) {
    this.reservations = reservations;
    this.limit = settings.reservations().sweepLimit();
    this.expired = metrics.counter("product.reservations", "outcome", "expired");
  }

  @Scheduled(fixedDelayString = "${product.reservations.sweep-interval}")
  void expireOverdue() {
    for (int ended = 0; ended < limit && reservations.expireOne(); ended++) {
      expired.increment();
    }
  }
}
