package dev.ecommercestack.product.reservation;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Prices for the order service, before anything is reserved. */
@RestController
@Tag(name = "Internal")
class PriceController {
  private final Reservations reservations;

  PriceController(Reservations reservations) {
    this.reservations = reservations;
  }

  @PostMapping("/internal/prices")
  PriceResponse prices(@Valid @RequestBody PriceRequest request) {
    return new PriceResponse(reservations.prices(RequestedItems.of(request.lines())));
  }
}
