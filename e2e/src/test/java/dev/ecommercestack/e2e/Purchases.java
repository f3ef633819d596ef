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
    return customer
        .post("/api/v1/orders", orderRequest(product, quantity, coupon))
        .expect(202)
        .text("orderId");
  }

  /** Sends the same order with the same key until the shop acknowledges it, as a client should. */
  static String orderUntilAnswered(Person customer, String product) {
    String key = UUID.randomUUID().toString();
    return await("an acknowledged order")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .ignoreException(UncheckedIOException.class)
        .until(
            () -> customer.post("/api/v1/orders", orderRequest(product, 1, ""), key),
            answer -> answer.status() == 202)
        .text("orderId");
  }

  private static Map<String, Object> orderRequest(String product, int quantity, String coupon) {
    var request = new HashMap<String, Object>();
    request.put("items", List.of(Map.of("productId", product, "quantity", quantity)));
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
    if (!coupon.isEmpty()) {
      request.put("couponId", coupon);
    }
    return request;
  }
}
