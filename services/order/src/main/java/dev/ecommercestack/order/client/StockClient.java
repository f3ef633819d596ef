package dev.ecommercestack.order.client;

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

/**
 * Calls the service product about prices and stock reservations. A repeated call takes effect once,
 * as it has the id of the order.
 */
@Component
public class StockClient {
  private final RestClient product;

  /**
   * A product and the number of its pieces.
   *
   * @param productId the id of the product
   * @param quantity the number of pieces
   */
  public record ProductQuantity(UUID productId, int quantity) {}

  private record ReservationRequest(UUID orderId, List<ProductQuantity> lines, long ttlSeconds) {}

  private record PriceRequest(List<ProductQuantity> lines) {}

  /** The answer to both a reservation and a request for prices. */
  private record LinesResponse(@Nullable List<PricedLine> lines) {}

  StockClient(ServiceClients clients) {
    this.product = clients.to("product");
  }

  /**
   * Returns the current prices of products, without a reservation.
   *
   * @param lines the products with their quantities
   * @return the products with their prices, in the order of the request
   * @throws RefusedException for example {@code product_not_found}
   */
  public List<PricedLine> prices(List<ProductQuantity> lines) throws RefusedException {
    LinesResponse answer =
        RemoteRefusals.callOrRefuse(
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
        .map(
            line ->
                Objects.requireNonNull(
                    byProduct.get(line.productId()), "product answered no price of a product"))
        .toList();
  }

  /**
   * Reserves stock for an order and returns the prices.
   *
   * @param orderId the id of the order
   * @param lines the products with their quantities
   * @param timeToLive how long product keeps the reservation
   * @throws RefusedException for example {@code insufficient_stock}, {@code product_not_found}
   */
  public List<PricedLine> reserve(UUID orderId, List<ProductQuantity> lines, Duration timeToLive)
      throws RefusedException {
    LinesResponse answer =
        RemoteRefusals.callOrRefuse(
            () ->
                Objects.requireNonNull(
                    product
                        .post()
                        .uri("/internal/reservations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new ReservationRequest(orderId, lines, timeToLive.toSeconds()))
                        .retrieve()
                        .body(LinesResponse.class),
                    "product answered nothing"));
    return Objects.requireNonNull(answer.lines(), "product answered no lines");
  }

  /**
   * Confirms that the order uses up its reservation.
   *
   * @param orderId the id of the order
   * @throws RefusedException for example {@code reservation_expired}
   */
  public void confirm(UUID orderId) throws RefusedException {
    RemoteRefusals.callOrRefuse(() -> post(orderId, "confirm"));
  }

  /**
   * Returns the stock of an order, whether it is reserved, sold, or was never reserved.
   *
   * @param orderId the id of the order
   */
  public void release(UUID orderId) {
    RemoteRefusals.callIgnoringNotFound(() -> post(orderId, "release"));
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
