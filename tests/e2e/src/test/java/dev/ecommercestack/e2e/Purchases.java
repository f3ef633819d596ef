package dev.ecommercestack.e2e;

import static org.awaitility.Awaitility.await;

import dev.ecommercestack.e2e.Shop.Person;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What customers order and have. */
final class Purchases {
  private Purchases() {}

  static String couponStatus(Person customer, String coupon) {
    return StreamSupport.stream(
            customer.get("/api/v1/coupons").expect(200).body().path("items").spliterator(), false)
        .filter(item -> item.path("id").asText().equals(coupon))
        .map(item -> item.path("status").asText())
        .findFirst()
        .orElse("");
  }

  static String order(Person customer, String product, int quantity, String coupon) {
    var items = items(product, quantity, coupon);
    var total = customer.post("/api/v1/orders/quotes", items).expect(200).body().path("total");
    var request = orderRequest(items);
    request.put("expectedTotal", total);
    return customer.post("/api/v1/orders", request).expect(202).text("orderId");
  }

  /**
   * Sends the same order with the same key until the shop acknowledges it, as a client should.
   *
   * @param won what the product costs
   */
  static String orderUntilAnswered(Person customer, String product, long won) {
    var request = orderRequest(items(product, 1, ""));
    request.put("expectedTotal", Map.of("amount", won, "currency", "KRW"));
    String key = UUID.randomUUID().toString();
    return await("an acknowledged order")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .ignoreException(UncheckedIOException.class)
        .until(
            () -> customer.post("/api/v1/orders", request, key), answer -> answer.status() == 202)
        .text("orderId");
  }

  private static Map<String, Object> items(String product, int quantity, String coupon) {
    var items = new HashMap<String, Object>();
    items.put("items", List.of(Map.of("productId", product, "quantity", quantity)));
    if (!coupon.isEmpty()) {
      items.put("couponId", coupon);
    }
    return items;
  }

  private static Map<String, Object> orderRequest(Map<String, Object> items) {
    var request = new HashMap<>(items);
    request.put(
        "shippingAddress",
        Map.of(
            "recipient",
            "김 손님",
            "line1",
            "세종대로 110",
            "city",
            "서울",
            "postalCode",
            "04524",
            "country",
            "KR"));
    return request;
  }
}
