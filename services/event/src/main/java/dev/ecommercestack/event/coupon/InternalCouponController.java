package dev.ecommercestack.event.coupon;

import dev.ecommercestack.platform.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The internal HTTP endpoints with which the order service holds, redeems and releases coupons.
 * They are idempotent by the id of the order.
 */
@RestController
@RequestMapping("/internal/coupons/{id}")
class InternalCouponController {
  private final Coupons coupons;

  InternalCouponController(Coupons coupons) {
    this.coupons = coupons;
  }

  /**
   * The request to hold a coupon for an order.
   *
   * @param orderId the id of the order
   * @param userId the id of the user who must own the coupon
   * @param ttlSeconds the duration of the hold in seconds
   * @param discount the discount that the coupon gives to the order; null means that of the last
   *     quote
   */
  record HoldRequest(
      @NotNull UUID orderId,
      @NotNull UUID userId,
      @NotNull @Positive Long ttlSeconds,
      @Nullable @Valid Money discount) {}

  /**
   * The request to redeem or release a coupon of an order.
   *
   * @param orderId the id of the order
   */
  record OrderRequest(@NotNull UUID orderId) {}

  @PostMapping("/hold")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void hold(@PathVariable UUID id, @Valid @RequestBody HoldRequest request) {
    Duration duration = Duration.ofSeconds(request.ttlSeconds());
    coupons.hold(id, request.orderId(), request.userId(), duration, request.discount());
  }

  @PostMapping("/redeem")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void redeem(@PathVariable UUID id, @Valid @RequestBody OrderRequest request) {
    coupons.redeem(id, request.orderId());
  }

  @PostMapping("/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable UUID id, @Valid @RequestBody OrderRequest request) {
    coupons.release(id, request.orderId());
  }
}
