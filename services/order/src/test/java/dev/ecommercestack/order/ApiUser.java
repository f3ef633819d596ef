package dev.ecommercestack.order;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Http;
import dev.ecommercestack.testing.tokens.Issuer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A user who calls the HTTP interface.
 *
 * @param id the id of the user
 * @param token the access token of the user
 * @param base returns the address of the service; it is called for each request, as tests replace
 *     instances
 */
record ApiUser(UUID id, String token, Supplier<URI> base) {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static ApiUser customer(Issuer issuer, Supplier<URI> base) {
    UUID id = Uuid7.next();
    return new ApiUser(id, issuer.person(id, "CUSTOMER"), base);
  }

  static Map<String, Object> address(String city) {
    return Map.of(
        "recipient", "김 손님",
        "line1", "세종대로 110",
        "city", city,
        "postalCode", "04524",
        "country", "KR");
  }

  /**
   * Returns an order.
   *
   * @param total what the customer agrees to pay, in won
   */
  static Map<String, Object> request(
      UUID product, int quantity, @Nullable UUID coupon, long total) {
    Map<String, Object> request = items(coupon, Map.of(product, quantity));
    request.put("shippingAddress", address("서울"));
    request.put("expectedTotal", StubResponse.money(total));
    return request;
  }

  /** Returns a question for the price of products. */
  static Map<String, Object> items(@Nullable UUID coupon, Map<UUID, Integer> quantities) {
    Map<String, Object> request = new HashMap<>();
    request.put(
        "items",
        quantities.entrySet().stream()
            .map(item -> Map.of("productId", item.getKey(), "quantity", item.getValue()))
            .toList());
    if (coupon != null) {
      request.put("couponId", coupon);
    }
    return request;
  }

  /** Returns an order of what a quote says that it costs. */
  Map<String, Object> quoted(UUID product, int quantity, @Nullable UUID coupon) {
    return quoted(coupon, Map.of(product, quantity));
  }

  private Map<String, Object> quoted(@Nullable UUID coupon, Map<UUID, Integer> quantities) {
    Map<String, Object> request = items(coupon, quantities);
    request.put(
        "expectedTotal", post("/api/v1/orders/quotes", request).expect(200).body().path("total"));
    request.put("shippingAddress", address("서울"));
    return request;
  }

  /** Places an order that must be accepted and returns its id. */
  String order(UUID product, int quantity, @Nullable UUID coupon) {
    return order(quoted(product, quantity, coupon));
  }

  /** Places an order of one piece of each that must be accepted and returns its id. */
  String orderOneOfEach(@Nullable UUID coupon, UUID... products) {
    Map<UUID, Integer> quantities = new LinkedHashMap<>();
    Stream.of(products).forEach(product -> quantities.put(product, 1));
    return order(quoted(coupon, quantities));
  }

  String order(Map<String, Object> request) {
    return place(request).expect(202).text("orderId");
  }

  /** Places an order with a key of its own. */
  Answer place(Map<String, Object> request) {
    return send("POST", "/api/v1/orders", request, UUID.randomUUID().toString());
  }

  Answer get(String path) {
    return send("GET", path, null, null);
  }

  Answer post(String path, Object body) {
    return send("POST", path, body, null);
  }

  Answer cancel(String order) {
    return post("/api/v1/orders/" + order + "/cancel", Map.of());
  }

  /** Changes the city of the shipping address, if the order has the version of an entity tag. */
  Answer move(String order, String city, String etag) {
    return Http.send(
        "PATCH",
        base.get().resolve("/api/v1/orders/" + order),
        Map.of("shippingAddress", address(city)),
        token,
        "If-Match",
        etag);
  }

  Answer read(String order) {
    return get("/api/v1/orders/" + order);
  }

  /** Waits until an order has a status. */
  Answer await(String order, String status) {
    return awaitField(order, "status", status);
  }

  /** Waits until stock, coupon and money of an order are where they belong. */
  Answer awaitSettled(String order) {
    return awaitField(order, "settled", "true");
  }

  Answer awaitField(String order, String field, String value) {
    return Awaitility.await("%s of order %s is %s".formatted(field, order, value))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(UncheckedIOException.class)
        .until(() -> read(order), answer -> answer.body().path(field).asString("").equals(value));
  }

  Answer send(String method, String path, @Nullable Object body, @Nullable String key) {
    URI uri = base.get().resolve(path);
    return key == null
        ? Http.send(method, uri, body, token)
        : Http.send(method, uri, body, token, "Idempotency-Key", key);
  }
}
