package dev.ecommercestack.order.remote;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.platform.client.ServiceClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  private record PriceRequest(List<Wanted> lines) {}

  /** Answers to reservations and questions for prices. */
  private record LinesResponse(@Nullable List<PricedLine> lines) {}

  Stock(ServiceClients clients) {
    this.product = clients.to("product");
  }

  /**
   * Says what goods cost now, without keeping them.
   *
   * @return the goods in the order of the request
   * @throws RefusedException for example {@code product_not_found}
   */
  public List<PricedLine> prices(List<Wanted> lines) throws RefusedException {
    LinesResponse answer =
        Refusals.refusable(
            () ->
                Objects.requireNonNull(
                    product
                        .post()
                        .uri("/internal/prices")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new PriceRequest(lines))
                        .retrieve()
                        .body(LinesResponse.class),
                    "product answered nothing"));
    Map<UUID, PricedLine> byProduct =
        Objects.requireNonNull(answer.lines(), "product answered no lines").stream()
            .collect(Collectors.toMap(PricedLine::productId, Function.identity()));
    return lines.stream()
        .map(line -> Objects.requireNonNull(byProduct.get(line.productId()), "a price is missing"))
        .toList();
  }

  /**
   * Keeps goods for an order and says what they cost.
   *
   * @param keep for how long
   * @throws RefusedException for example {@code insufficient_stock}, {@code product_not_found}
   */
  public List<PricedLine> reserve(UUID orderId, List<Wanted> lines, Duration keep)
      throws RefusedException {
    LinesResponse answer =
        Refusals.refusable(
            () ->
                Objects.requireNonNull(
                    product
                        .post()
                        .uri("/internal/reservations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new ReservationRequest(orderId, lines, keep.toSeconds()))
                        .retrieve()
                        .body(LinesResponse.class),
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
