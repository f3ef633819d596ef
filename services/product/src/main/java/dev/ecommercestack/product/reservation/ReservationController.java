package dev.ecommercestack.product.reservation;

import dev.ecommercestack.platform.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reservations, for the order service. Each call is idempotent by the order's id. */
@RestController
@RequestMapping("/internal/reservations")
@Tag(name = "Internal")
class ReservationController {
  private final Reservations reservations;
  private final MeterRegistry metrics;

  ReservationController(Reservations reservations, MeterRegistry metrics) {
    this.reservations = reservations;
    this.metrics = metrics;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ReservationResponse reserve(@Valid @RequestBody ReservationRequest request) {
    try {
      ReservationResponse response =
          reservations.reserve(
              request.orderId(),
              RequestedItems.of(request.lines()),
              Duration.ofSeconds(request.ttlSeconds()));
      count("held");
      return response;
    } catch (ProblemException e) {
      count(e.code().code());
      throw e;
    }
  }

  @PostMapping("/{orderId}/confirm")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void confirm(@PathVariable UUID orderId) {
    reservations.confirm(orderId);
    count("confirmed");
  }

  @PostMapping("/{orderId}/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable UUID orderId) {
    reservations.release(orderId);
    count("released");
  }

  private void count(String outcome) {
    metrics.counter("product.reservations", "outcome", outcome).increment();
  }
}
