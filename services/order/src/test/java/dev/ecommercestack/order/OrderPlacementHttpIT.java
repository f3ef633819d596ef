package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The HTTP interface for quotes and new orders. */
class OrderPlacementHttpIT extends OrderTestBase {
  @Test
  void placesOneOrderForRepeatedIdempotencyKey() throws Exception {
    // The first order of an instance is slow: 50 at once would wait too long for a connection.
    ApiUser first = ApiUser.customer(environment.issuer(), instance::uri);
    first.await(first.order(services.product(1), 1, null), "CONFIRMED");
    UUID product = services.product(100);
    String key = UUID.randomUUID().toString();
    Map<String, Object> request = ApiUser.request(product, 1, null, 9_000);
    Callable<Answer> call = () -> customer.send("POST", "/api/v1/orders", request, key);
    List<String> ids = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(java.util.Collections.nCopies(50, call))) {
        assertThat(answer.get().status()).isIn(202, 409);
        if (answer.get().status() == 202) {
          ids.add(answer.get().text("orderId"));
        }
      }
    }
    ids.add(call.call().text("orderId"));
    assertThat(ids).containsOnly(ids.getFirst());
    customer.await(ids.getFirst(), "CONFIRMED");
    assertThat(services.stock(product)).isEqualTo(99);
    assertThat(customer.get("/api/v1/orders").body().path("items")).hasSize(1);
    assertThat(
            customer
                .send("POST", "/api/v1/orders", ApiUser.request(product, 2, null, 18_000), key)
                .text("code"))
        .isEqualTo("idempotency_key_reused");
  }

  @Test
  void rejectsInvalidOrdersWithReason() {
    assertThat(customer.post("/api/v1/orders", Map.of()).text("code"))
        .isEqualTo("idempotency_key_required");
    assertProblem(Map.of(), "validation_failed");
    UUID product = services.product(5);
    Map<String, Object> none = new HashMap<>(ApiUser.request(product, 0, null, 0));
    assertThat(assertProblem(none, "validation_failed").at("/fields/0/field").asString())
        .isEqualTo("items[0].quantity");
    Map<String, Object> twice = new HashMap<>(none);
    Map<String, Object> item = Map.of("productId", product, "quantity", 1);
    twice.put("items", List.of(item, item));
    assertProblem(twice, "duplicate_item");
    Map<String, Object> nowhere = new HashMap<>(ApiUser.request(product, 1, null, 9_000));
    nowhere.put("shippingAddress", Map.of("city", "서울"));
    assertProblem(nowhere, "validation_failed");
    Map<String, Object> priceless = new HashMap<>(ApiUser.request(product, 1, null, 9_000));
    priceless.remove("expectedTotal");
    assertThat(assertProblem(priceless, "validation_failed").at("/fields/0/field").asString())
        .isEqualTo("expectedTotal");
    Map<String, Object> nul = new HashMap<>(ApiUser.request(product, 1, null, 9_000));
    nul.put("shippingAddress", ApiUser.address("서\u0000울"));
    assertThat(assertProblem(nul, "validation_failed").at("/fields/0/field").asString())
        .isEqualTo("shippingAddress.city");
    assertThat(customer.get("/api/v1/orders").body().path("items")).isEmpty();
  }

  @Test
  void rejectsUnknownFieldOfOrderAndQuote() {
    UUID product = services.product(5);
    UUID coupon = services.coupon(1_000);
    Map<String, Object> mistyped = new HashMap<>(ApiUser.request(product, 1, null, 9_000));
    mistyped.put("couponID", coupon);
    assertThat(assertProblem(mistyped, "validation_failed").at("/fields/0/field").asString())
        .isEqualTo("couponID");
    Map<String, Object> item = Map.of("productId", product, "quantity", 1, "unitPrice", 1);
    Map<String, Object> quote = Map.of("items", List.of(item));
    Answer refused = customer.post("/api/v1/orders/quotes", quote);
    refused.expect(400, "validation_failed");
    assertThat(refused.body().at("/fields/0/field").asString()).isEqualTo("items[0].unitPrice");
    Map<String, Object> text = new HashMap<>(ApiUser.request(product, 1, null, 9_000));
    text.put("items", List.of(Map.of("productId", product, "quantity", "1")));
    assertProblem(text, "malformed_request");
    customer.get("/api/v1/orders?state=PENDING").expect(400, "validation_failed");
    customer.get("/api/v1/orders?status=PENDING&status=CONFIRMED").expect(400, "validation_failed");
    assertThat(customer.get("/api/v1/orders").body().path("items")).isEmpty();
  }

  @Test
  void quotesOrderWithDiscountsAndCoupon() {
    UUID reduced = services.product(5, 10_000, "KRW");
    UUID other = services.product(5, 10_000, "KRW");
    UUID half = services.halfOff(reduced);
    UUID coupon = services.coupon(1_401);
    List<Map<String, Object>> items =
        List.of(
            Map.of("productId", other, "quantity", 1), Map.of("productId", reduced, "quantity", 2));
    Map<String, Object> request = new HashMap<>(Map.of("items", items));
    JsonNode plain = customer.post("/api/v1/orders/quotes", request).expect(200).body();
    assertThat(plain.at("/total/amount").asLong()).isEqualTo(19_000);
    assertThat(plain.has("couponDiscount")).isFalse();

    request.put("couponId", coupon);
    JsonNode quote = customer.post("/api/v1/orders/quotes", request).expect(200).body();
    assertThat(quote.at("/lines/0/productId").asString()).isEqualTo(other.toString());
    JsonNode line = quote.at("/lines/1");
    assertThat(line.path("productId").asString()).isEqualTo(reduced.toString());
    assertThat(line.path("quantity").asInt()).isEqualTo(2);
    assertThat(line.path("sku").asString()).isEqualTo(StubProductService.sku(reduced));
    assertThat(line.path("name").asString()).isEqualTo("도마");
    assertThat(line.path("discountId").asString()).isEqualTo(half.toString());
    assertThat(line.at("/unitPrice/amount").asLong()).isEqualTo(10_000);
    assertThat(line.at("/discount/amount").asLong()).isEqualTo(10_000);
    assertThat(quote.path("lines").valueStream().map(l -> l.at("/couponDiscount/amount").asLong()))
        .containsExactly(664L, 737L);
    assertThat(quote.path("lines").valueStream().map(l -> l.at("/total/amount").asLong()))
        .containsExactly(8_336L, 9_263L);
    assertThat(quote.at("/subtotal/amount").asLong()).isEqualTo(30_000);
    assertThat(quote.path("discounts")).hasSize(2);
    assertThat(quote.path("couponId").asString()).isEqualTo(coupon.toString());
    assertThat(quote.at("/couponDiscount/amount").asLong()).isEqualTo(1_401);
    assertThat(quote.at("/shippingFee/amount").asLong(-1)).isZero();
    assertThat(quote.at("/tax/amount").asLong(-1)).isZero();
    assertThat(quote.path("total").toString()).isEqualTo("{\"amount\":17599,\"currency\":\"KRW\"}");
    assertThat(services.stock(reduced)).isEqualTo(5);
    assertThat(services.couponState(coupon)).isEqualTo("AVAILABLE");
    assertThat(customer.get("/api/v1/orders").body().path("items")).isEmpty();
  }

  @Test
  void refusesQuoteOfInvalidOrder() {
    UUID product = services.product(5);
    UUID dollars = services.product(5, 500, "USD");
    Map<String, Object> one = Map.of("productId", product, "quantity", 1);
    assertQuoteRefused(400, "validation_failed", List.of());
    assertQuoteRefused(400, "duplicate_item", List.of(one, one));
    assertQuoteRefused(
        400, "mixed_currencies", List.of(one, Map.of("productId", dollars, "quantity", 1)));
    assertQuoteRefused(
        404, "product_not_found", List.of(Map.of("productId", Uuid7.next(), "quantity", 1)));
    customer
        .post("/api/v1/orders/quotes", Map.of("items", List.of(one), "couponId", Uuid7.next()))
        .expect(409, "coupon_not_usable");
  }

  private void assertQuoteRefused(int status, String code, List<Map<String, Object>> items) {
    customer.post("/api/v1/orders/quotes", Map.of("items", items)).expect(status, code);
  }

  @Test
  void refusesOrderOfAnotherTotalWithNewQuote() {
    UUID product = services.product(5);
    Map<String, Object> shown = ApiUser.request(product, 2, null, 18_000);
    services.price(product, 12_000, "KRW");
    Answer refused = customer.place(shown);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("price_changed");
    assertThat(refused.text("detail")).contains("21,600 KRW", "18,000 KRW");
    JsonNode total = refused.body().at("/quote/total");
    assertThat(total.path("amount").asLong()).isEqualTo(21_600);
    assertThat(refused.body().at("/quote/lines/0/unitPrice/amount").asLong()).isEqualTo(12_000);
    assertThat(customer.get("/api/v1/orders").body().path("items")).isEmpty();
    assertThat(services.stock(product)).isEqualTo(5);

    shown.put("expectedTotal", Map.of("amount", 21_600, "currency", "USD"));
    assertThat(customer.place(shown).text("code"))
        .as("another currency")
        .isEqualTo("price_changed");
    shown.put("expectedTotal", total);
    customer.await(customer.order(shown), "CONFIRMED");
    assertThat(environment.worker().kept(customer.id())).isEqualTo(21_600);
  }

  private JsonNode assertProblem(Map<String, Object> request, String code) {
    Answer answer = customer.send("POST", "/api/v1/orders", request, UUID.randomUUID().toString());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo(code);
    return answer.body();
  }
}
