package dev.ecommercestack.order.client;

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

/**
 * Calls the service event about discounts and coupons. A repeated call takes effect once, as it has
 * the id of the order.
 */
@Component
public class PromotionClient {
  private final RestClient event;

  private record PromotionQuoteLine(
      UUID productId, @Nullable UUID categoryId, Money unitPrice, int quantity) {}

  private record PromotionQuoteRequest(
      UUID userId, List<PromotionQuoteLine> lines, @Nullable UUID couponId) {}

  private record PromotionQuoteResponse(
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

  PromotionClient(ServiceClients clients) {
    this.event = clients.to("event");
  }

  /**
   * Returns the price of products with discounts and coupon.
   *
   * @param userId the id of the customer
   * @param lines the products with their prices before discounts
   * @param couponId the id of the coupon to use; null without one
   * @throws RefusedException for example {@code coupon_not_usable}
   * @throws IllegalArgumentException if the sums of the answer are inconsistent
   */
  public Quote quote(UUID userId, List<PricedLine> lines, @Nullable UUID couponId)
      throws RefusedException {
    List<PromotionQuoteLine> goods =
        lines.stream()
            .map(
                l ->
                    new PromotionQuoteLine(
                        l.productId(), l.categoryId(), l.unitPrice(), l.quantity()))
            .toList();
    PromotionQuoteResponse answer =
        RemoteRefusals.callOrRefuse(
            () ->
                Objects.requireNonNull(
                    event
                        .post()
                        .uri("/internal/quotes")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new PromotionQuoteRequest(userId, goods, couponId))
                        .retrieve()
                        .body(PromotionQuoteResponse.class),
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
   * Reserves a coupon for an order.
   *
   * @param couponId the id of the coupon
   * @param orderId the id of the order
   * @param userId the id of the customer
   * @param timeToLive how long event keeps the reservation
   * @param discount the amount that the coupon takes off this order
   * @throws RefusedException for example {@code coupon_not_usable}
   */
  public void hold(UUID couponId, UUID orderId, UUID userId, Duration timeToLive, Money discount)
      throws RefusedException {
    RemoteRefusals.callOrRefuse(
        () ->
            post(
                couponId,
                "hold",
                new CouponRequest(orderId, userId, timeToLive.toSeconds(), discount)));
  }

  /**
   * Redeems a coupon.
   *
   * @param couponId the id of the coupon
   * @param orderId the id of the order that uses it
   * @throws RefusedException for example {@code coupon_not_usable}
   */
  public void redeem(UUID couponId, UUID orderId) throws RefusedException {
    RemoteRefusals.callOrRefuse(() -> post(couponId, "redeem", CouponRequest.of(orderId)));
  }

  /**
   * Makes a coupon usable again, whether the order holds it, has redeemed it, or never held it.
   *
   * @param couponId the id of the coupon
   * @param orderId the id of the order
   */
  public void release(UUID couponId, UUID orderId) {
    RemoteRefusals.callIgnoringNotFound(() -> post(couponId, "release", CouponRequest.of(orderId)));
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
