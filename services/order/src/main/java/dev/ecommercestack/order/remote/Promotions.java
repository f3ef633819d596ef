package dev.ecommercestack.order.remote;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.client.ServiceClients;
import dev.ecommercestack.platform.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Prices and coupons, at event. Every call may be repeated: the order's id makes it one. */
@Component
public class Promotions {
  private final RestClient event;

  private record QuoteLine(
      UUID productId, @Nullable UUID categoryId, Money unitPrice, int quantity) {}

  private record QuoteRequest(UUID userId, List<QuoteLine> lines, @Nullable UUID couponId) {}

  private record QuoteResponse(
      Money subtotal,
      @Nullable List<Quote.AppliedDiscount> discounts,
      @Nullable Money couponDiscount,
      Money total,
      @Nullable List<Quote.LineDiscount> lines) {}

  private record CouponRequest(
      UUID orderId, @Nullable UUID userId, @Nullable Long ttlSeconds, @Nullable Money discount) {
    static CouponRequest of(UUID orderId) {
      return new CouponRequest(orderId, null, null, null);
    }
  }

  Promotions(ServiceClients clients) {
    this.event = clients.to("event");
  }

  /**
   * Returns what reserved goods cost.
   *
   * @throws RefusedException for example {@code coupon_not_usable}
   * @throws IllegalArgumentException if the answer contradicts itself
   */
  public Quote quote(UUID userId, List<PricedLine> lines, @Nullable UUID couponId)
      throws RefusedException {
    List<QuoteLine> goods =
        lines.stream()
            .map(l -> new QuoteLine(l.productId(), l.categoryId(), l.unitPrice(), l.quantity()))
            .toList();
    QuoteResponse answer =
        Refusals.refusable(
            () ->
                Objects.requireNonNull(
                    event
                        .post()
                        .uri("/internal/quotes")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new QuoteRequest(userId, goods, couponId))
                        .retrieve()
                        .body(QuoteResponse.class),
                    "event answered nothing"));
    return Quote.of(
        lines,
        answer.lines(),
        answer.subtotal(),
        Objects.requireNonNullElse(answer.discounts(), List.of()),
        Objects.requireNonNullElseGet(
            answer.couponDiscount(), () -> Money.zero(answer.subtotal().currency())),
        answer.total());
  }

  /**
   * Keeps a coupon for an order.
   *
   * @param keep for how long
   * @param discount what the coupon takes off this order
   * @throws RefusedException for example {@code coupon_not_usable}
   */
  public void hold(UUID couponId, UUID orderId, UUID userId, Duration keep, Money discount)
      throws RefusedException {
    Refusals.refusable(
        () ->
            post(couponId, "hold", new CouponRequest(orderId, userId, keep.toSeconds(), discount)));
  }

  /**
   * Says that the coupon is used.
   *
   * @throws RefusedException for example {@code coupon_not_usable}
   */
  public void redeem(UUID couponId, UUID orderId) throws RefusedException {
    Refusals.refusable(() -> post(couponId, "redeem", CouponRequest.of(orderId)));
  }

  /** Gives the coupon back, whether it was kept, used, or never asked for. */
  public void release(UUID couponId, UUID orderId) {
    Refusals.giveBack(() -> post(couponId, "release", CouponRequest.of(orderId)));
  }

  private boolean post(UUID couponId, String action, CouponRequest request) {
    return event
        .post()
        .uri("/internal/coupons/{couponId}/{action}", couponId, action)
        .contentType(MediaType.APPLICATION_JSON)
        .body(request)
        .retrieve()
        .toBodilessEntity()
        .getStatusCode()
        .is2xxSuccessful();
  }
}
