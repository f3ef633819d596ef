package dev.ecommercestack.order;

import dev.ecommercestack.platform.id.Uuid7;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A stub of product: prices and reservations. Not thread-safe. */
final class StubProductService {
  private final Map<UUID, Integer> stock = new HashMap<>();
  private final Map<UUID, Map<String, Object>> prices = new HashMap<>();
  private final Map<UUID, Reservation> reservations = new HashMap<>();

  private static final class Reservation {
    final Map<UUID, Integer> lines = new LinkedHashMap<>();
    String state = "RESERVED";
  }

  UUID product(int pieces, Map<String, Object> price) {
    UUID id = Uuid7.next();
    stock.put(id, pieces);
    prices.put(id, price);
    return id;
  }

  int stock(UUID product) {
    return stock.getOrDefault(product, -1);
  }

  void price(UUID product, Map<String, Object> price) {
    prices.put(product, price);
  }

  /** Says what goods cost, in another order than that of the request. */
  StubResponse prices(JsonNode body) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (JsonNode line : body.path("lines")) {
      UUID product = StubResponse.id(line, "productId");
      if (!prices.containsKey(product)) {
        return StubResponse.problem(404, "product_not_found");
      }
      lines.addFirst(line(product, line.path("quantity").asInt()));
    }
    return new StubResponse(200, Map.of("lines", lines));
  }

  private Map<String, Object> line(UUID product, int quantity) {
    return Map.of(
        "productId",
        product,
        "sku",
        sku(product),
        "name",
        "도마",
        "categoryId",
        product,
        "unitPrice",
        Objects.requireNonNull(prices.get(product)),
        "quantity",
        quantity);
  }

  static String sku(UUID product) {
    return "SKU-" + product.toString().substring(24).toUpperCase(Locale.ROOT);
  }

  StubResponse reserve(JsonNode body) {
    UUID order = StubResponse.id(body, "orderId");
    Reservation reservation = reservations.get(order);
    if (reservation == null) {
      reservation = new Reservation();
      for (JsonNode line : body.path("lines")) {
        UUID product = StubResponse.id(line, "productId");
        Integer pieces = stock.get(product);
        if (pieces == null) {
          return StubResponse.problem(404, "product_not_found");
        }
        if (pieces < line.path("quantity").asInt()) {
          return StubResponse.problem(409, "insufficient_stock");
        }
        reservation.lines.put(product, line.path("quantity").asInt());
      }
      reservation.lines.forEach((product, n) -> stock.merge(product, -n, Integer::sum));
      reservations.put(order, reservation);
    }
    List<Map<String, Object>> lines = new ArrayList<>();
    reservation.lines.forEach((product, n) -> lines.add(line(product, n)));
    return new StubResponse(
        201, Map.of("orderId", order, "expiresAt", "2026-11-22T03:00:00Z", "lines", lines));
  }

  StubResponse confirm(UUID order) {
    Reservation reservation = reservations.get(order);
    if (reservation == null || reservation.state.equals("RELEASED")) {
      return StubResponse.problem(409, "reservation_expired");
    }
    reservation.state = "SOLD";
    return StubResponse.NO_CONTENT;
  }

  StubResponse release(UUID order) {
    Reservation reservation = reservations.get(order);
    if (reservation != null && !reservation.state.equals("RELEASED")) {
      reservation.lines.forEach((product, n) -> stock.merge(product, n, Integer::sum));
      reservation.state = "RELEASED";
    }
    return StubResponse.NO_CONTENT;
  }
}
