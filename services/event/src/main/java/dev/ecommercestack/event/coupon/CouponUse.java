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

/** What the order service does with coupons. Idempotent by the order's id. */
@RestController
@RequestMapping("/internal/coupons/{id}")
class CouponUse {
  private final Coupons coupons;

  CouponUse(Coupons coupons) {
    this.coupons = coupons;
  }

  /**
   * Keep a coupon for an order.
   *
   * @param orderId the order
   * @param userId whose coupon it must be
   * @param ttlSeconds for how long
   * @param discount what it takes off that order; absent means what the last quote said
   */
  record HoldRequest(
      @NotNull UUID orderId,
      @NotNull UUID userId,
      @NotNull @Positive Long ttlSeconds,
      @Nullable @Valid Money discount) {}

  /**
   * For or from an order.
   *
   * @param orderId the order
   */
  record OrderRequest(@NotNull UUID orderId) {}

  @PostMapping("/hold")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void hold(@PathVariable UUID id, @Valid @RequestBody HoldRequest request) {
    Duration length = Duration.ofSeconds(request.ttlSeconds());
    coupons.hold(id, request.orderId(), request.userId(), length, request.discount());
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
