package dev.ecommercestack.order.remote;

import dev.ecommercestack.common.client.ServiceClients;
import dev.ecommercestack.order.pricing.PricedLine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The goods of orders, at product. Every call may be repeated: the order's id makes it one. */
@Component
public class Stock {
  private final RestClient product;

  /** Goods that are wanted. */
  public record Wanted(UUID productId, int quantity) {}

  private record ReservationRequest(UUID orderId, List<Wanted> lines, long ttlSeconds) {}

  private record ReservationResponse(@Nullable List<PricedLine> lines) {}

  Stock(ServiceClients clients) {
    this.product = clients.to("product");
  }

  /**
   * Keeps goods for an order and says what they cost.
   *
   * @param keep for how long
   * @throws RefusedException for example {@code insufficient_stock}, {@code product_not_found}
   */
  public List<PricedLine> reserve(UUID orderId, List<Wanted> lines, Duration keep)
      throws RefusedException {
    ReservationResponse answer =
        Refusals.refusable(
            () ->
                Objects.requireNonNull(
                    product
                        .post()
                        .uri("/internal/reservations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new ReservationRequest(orderId, lines, keep.toSeconds()))
                        .retrieve()
                        .body(ReservationResponse.class),
                    "product answered nothing"));
    return Objects.requireNonNull(answer.lines(), "product answered no lines");
  }

  /**
   * Says that the goods are sold.
   *
   * @throws RefusedException for example {@code reservation_expired}
   */
  public void confirm(UUID orderId) throws RefusedException {
    Refusals.refusable(() -> post(orderId, "confirm"));
  }

  /** Gives the goods back, whether they were kept, sold, or never asked for. */
  public void release(UUID orderId) {
    Refusals.giveBack(() -> post(orderId, "release"));
  }

  private boolean post(UUID orderId, String action) {
    return product
        .post()
        .uri("/internal/reservations/{orderId}/{action}", orderId, action)
        .retrieve()
        .toBodilessEntity()
        .getStatusCode()
        .is2xxSuccessful();
  }
}
