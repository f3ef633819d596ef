package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Http;
import dev.ecommercestack.testing.services.RunningService;
import dev.ecommercestack.testing.services.Schemas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients of the HTTP interface see, and what the messages look like. */
class OrderHttpIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  @TempDir private static Path directory;
  private static Surroundings surroundings;
  private static Neighbours neighbours;
  private static RunningService instance;
  private Shopper customer;
  private Shopper admin;

  @BeforeAll
  static void start() throws Exception {
    surroundings = Surroundings.start(directory);
    neighbours = surroundings.neighbours();
    instance = surroundings.instance();
  }

  @AfterAll
  static void stop() {
    instance.close();
    surroundings.close();
  }

  @BeforeEach
  void enter() {
    customer = Shopper.customer(surroundings.issuer(), instance::uri);
    UUID id = Uuid7.next();
    admin = new Shopper(id, surroundings.issuer().person(id, "ADMIN"), instance::uri);
  }

  @Test
  void theSameKeyFiftyTimesIsOneOrder() throws Exception {
    UUID product = neighbours.product(100);
    String key = UUID.randomUUID().toString();
    Map<String, Object> request = Shopper.request(product, 1, null, 9_000);
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
    assertThat(neighbours.stock(product)).isEqualTo(99);
    assertThat(customer.get("/api/v1/orders").body().path("items")).hasSize(1);
    assertThat(
            customer
                .send("POST", "/api/v1/orders", Shopper.request(product, 2, null, 18_000), key)
                .text("code"))
        .isEqualTo("idempotency_key_reused");
  }

  @Test
  void wrongOrdersAreExplainedAndNotStored() {
    assertThat(customer.post("/api/v1/orders", Map.of()).text("code"))
        .isEqualTo("idempotency_key_required");
    assertProblem(Map.of(), "validation_failed");
    UUID product = neighbours.product(5);
    Map<String, Object> none = new HashMap<>(Shopper.request(product, 0, null, 0));
    assertThat(assertProblem(none, "validation_failed").at("/fields/0/field").asString())
        .isEqualTo("items[0].quantity");
    Map<String, Object> twice = new HashMap<>(none);
    Map<String, Object> item = Map.of("productId", product, "quantity", 1);
    twice.put("items", List.of(item, item));
    assertProblem(twice, "duplicate_item");
    Map<String, Object> nowhere = new HashMap<>(Shopper.request(product, 1, null, 9_000));
    nowhere.put("shippingAddress", Map.of("city", "서울"));
    assertProblem(nowhere, "validation_failed");
    Map<String, Object> priceless = new HashMap<>(Shopper.request(product, 1, null, 9_000));
    priceless.remove("expectedTotal");
    assertThat(assertProblem(priceless, "validation_failed").at("/fields/0/field").asString())
        .isEqualTo("expectedTotal");
    Map<String, Object> nul = new HashMap<>(Shopper.request(product, 1, null, 9_000));
    nul.put("shippingAddress", Shopper.address("서\u0000울"));
    assertThat(assertProblem(nul, "validation_failed").at("/fields/0/field").asString())
        .isEqualTo("shippingAddress.city");
    assertThat(customer.get("/api/v1/orders").body().path("items")).isEmpty();
  }

  @Test
  void rejectsUnknownFieldOfOrderAndQuote() {
    UUID product = neighbours.product(5);
    UUID coupon = neighbours.coupon(1_000);
    Map<String, Object> mistyped = new HashMap<>(Shopper.request(product, 1, null, 9_000));
    mistyped.put("couponID", coupon);
    assertThat(assertProblem(mistyped, "validation_failed").at("/fields/0/field").asString())
        .isEqualTo("couponID");
    Map<String, Object> item = Map.of("productId", product, "quantity", 1, "unitPrice", 1);
    Map<String, Object> quote = Map.of("items", List.of(item));
    Answer refused = customer.post("/api/v1/orders/quotes", quote);
    refused.expect(400, "validation_failed");
    assertThat(refused.body().at("/fields/0/field").asString()).isEqualTo("items[0].unitPrice");
    Map<String, Object> text = new HashMap<>(Shopper.request(product, 1, null, 9_000));
    text.put("items", List.of(Map.of("productId", product, "quantity", "1")));
    assertProblem(text, "malformed_request");
    customer.get("/api/v1/orders?state=PENDING").expect(400, "validation_failed");
    customer.get("/api/v1/orders?status=PENDING&status=CONFIRMED").expect(400, "validation_failed");
    assertThat(customer.get("/api/v1/orders").body().path("items")).isEmpty();
  }

  @Test
  void rejectsBodyOfCancellationWithFields() {
    String order = customer.order(neighbours.product(5), 1, null);
    customer.await(order, "CONFIRMED");
    String path = "/api/v1/orders/" + order + "/cancel";
    customer.post(path, Map.of("reason", "too late")).expect(400, "malformed_request");
    customer.post(path + "?reason=late", Map.of()).expect(400, "validation_failed");
    assertThat(customer.read(order).text("status")).isEqualTo("CONFIRMED");
  }

  @Test
  void quotesWhatAnOrderCosts() {
    UUID reduced = neighbours.product(5, 10_000, "KRW");
    UUID other = neighbours.product(5, 10_000, "KRW");
    UUID half = neighbours.halfOff(reduced);
    UUID coupon = neighbours.coupon(1_401);
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
    assertThat(line.path("sku").asString()).isEqualTo(Warehouse.sku(reduced));
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
    assertThat(neighbours.stock(reduced)).isEqualTo(5);
    assertThat(neighbours.couponState(coupon)).isEqualTo("AVAILABLE");
    assertThat(customer.get("/api/v1/orders").body().path("items")).isEmpty();
  }

  @Test
  void refusesQuoteOfWhatCannotBeOrdered() {
    UUID product = neighbours.product(5);
    UUID dollars = neighbours.product(5, 500, "USD");
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
    UUID product = neighbours.product(5);
    Map<String, Object> shown = Shopper.request(product, 2, null, 18_000);
    neighbours.price(product, 12_000, "KRW");
    Answer refused = customer.place(shown);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("price_changed");
    assertThat(refused.text("detail")).contains("21,600 KRW", "18,000 KRW");
    JsonNode total = refused.body().at("/quote/total");
    assertThat(total.path("amount").asLong()).isEqualTo(21_600);
    assertThat(refused.body().at("/quote/lines/0/unitPrice/amount").asLong()).isEqualTo(12_000);
    assertThat(customer.get("/api/v1/orders").body().path("items")).isEmpty();
    assertThat(neighbours.stock(product)).isEqualTo(5);

    shown.put("expectedTotal", Map.of("amount", 21_600, "currency", "USD"));
    assertThat(customer.place(shown).text("code"))
        .as("another currency")
        .isEqualTo("price_changed");
    shown.put("expectedTotal", total);
    customer.await(customer.order(shown), "CONFIRMED");
    assertThat(surroundings.worker().kept(customer.id())).isEqualTo(21_600);
  }

  private JsonNode assertProblem(Map<String, Object> request, String code) {
    Answer answer = customer.send("POST", "/api/v1/orders", request, UUID.randomUUID().toString());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo(code);
    return answer.body();
  }

  @Test
  void ordersAreTheirOwnersAndTheAdministrators() {
    String order = customer.order(neighbours.product(5), 1, null);
    customer.await(order, "CONFIRMED");
    Shopper stranger = Shopper.customer(surroundings.issuer(), instance::uri);
    assertThat(stranger.read(order).text("code")).isEqualTo("order_not_found");
    assertThat(stranger.cancel(order).status()).isEqualTo(404);
    assertThat(stranger.get("/api/v1/orders?userId=" + customer.id()).body().path("items"))
        .isEmpty();
    assertThat(admin.read(order).status()).isEqualTo(200);
    assertThat(admin.get("/api/v1/orders?userId=" + customer.id()).body().path("items")).hasSize(1);
    assertThat(customer.get("/internal/audit").status()).isEqualTo(403);
  }

  @Test
  void listsArePagedTheNewestFirst() {
    UUID product = neighbours.product(5);
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      placed.addFirst(customer.order(product, 1, null));
    }
    Answer first = customer.get("/api/v1/orders?limit=2");
    Answer second = customer.get("/api/v1/orders?limit=2&cursor=" + first.text("nextCursor"));
    List<String> read = new ArrayList<>();
    first.body().path("items").forEach(item -> read.add(item.path("id").asString()));
    second.body().path("items").forEach(item -> read.add(item.path("id").asString()));
    assertThat(read).isEqualTo(placed);
    assertThat(second.body().has("nextCursor")).isFalse();
    placed.forEach(order -> customer.await(order, "CONFIRMED"));
    assertThat(customer.get("/api/v1/orders?status=CONFIRMED").body().path("items")).hasSize(3);
    assertThat(customer.get("/api/v1/orders?status=PENDING").body().path("items")).isEmpty();
  }

  @Test
  void theAddressChangesUntilTheOrderIsShippedAndFulfilmentIsForAdministrators() {
    String order = customer.order(neighbours.product(5), 1, null);
    customer.await(order, "CONFIRMED");
    String path = "/api/v1/orders/" + order;
    Map<String, Object> move = Map.of("shippingAddress", Shopper.address("부산"));
    Answer moved = customer.send("PATCH", path, move, null);
    assertThat(moved.body().at("/shippingAddress/city").asString()).isEqualTo("부산");

    Map<String, Object> shipped = Map.of("status", "SHIPPED");
    Map<String, Object> delivered = Map.of("status", "DELIVERED");
    assertThat(customer.post(path + "/fulfilment", shipped).status()).isEqualTo(403);
    assertThat(admin.post(path + "/fulfilment", delivered).text("code"))
        .isEqualTo("order_not_shipped");
    assertThat(admin.post(path + "/fulfilment", shipped).text("status")).isEqualTo("SHIPPED");
    assertThat(admin.post(path + "/fulfilment", shipped).status()).as("again").isEqualTo(200);
    assertThat(customer.send("PATCH", path, move, null).text("code"))
        .isEqualTo("order_not_changeable");
    assertThat(customer.cancel(order).text("code")).isEqualTo("order_not_cancellable");
    assertThat(admin.post(path + "/fulfilment", delivered).text("status")).isEqualTo("DELIVERED");
    assertThat(admin.post(path + "/fulfilment", Map.of("status", "LOST")).status()).isEqualTo(400);
  }

  @Test
  void everyMessageFitsItsSchema() {
    UUID coupon = neighbours.coupon(500);
    String order = customer.order(neighbours.product(5), 3, coupon);
    customer.await(order, "CONFIRMED");
    customer.cancel(order);
    customer.awaitSettled(order);
    String rejected = customer.order(neighbours.product(1), 2, null);
    customer.await(rejected, "REJECTED");

    List<String> facts =
        surroundings
            .database()
            .client()
            .sql(
                "select payload from outbox where transport = 'KAFKA' and order_key in (?, ?) order by id")
            .params(order, rejected)
            .query((row, n) -> row.getString(1))
            .list();
    assertThat(facts.stream().map(f -> JSON.readTree(f).path("type").asString()))
        .containsExactly(
            "order-placed", "order-status-changed", "order-status-changed", "order-status-changed");
    facts.forEach(OrderHttpIT::assertFits);
    List<JsonNode> jobs = new ArrayList<>();
    await()
        .untilAsserted(
            () -> {
              jobs.clear();
              jobs.addAll(surroundings.worker().jobs("payment-job", customer.id()));
              jobs.addAll(surroundings.worker().jobs("notification-job", customer.id()));
              assertThat(jobs.stream().map(j -> j.at("/data/template").asString("")))
                  .contains(
                      "ORDER_CONFIRMED", "ORDER_CANCELLED", "ORDER_REJECTED", "PAYMENT_REFUNDED");
            });
    jobs.forEach(job -> assertFits(job.toString()));
    assertThat(jobs)
        .extracting(job -> job.at("/data/kind").asString(""))
        .contains("CHARGE", "REFUND");
  }

  private static void assertFits(String message) {
    assertThat(Schemas.complaints(message)).isEmpty();
  }

  @Test
  void theAuditorSeesSumsThatAgree() {
    UUID product = neighbours.product(5);
    String order = customer.order(product, 2, null);
    customer.await(order, "CONFIRMED");
    Shopper auditor =
        new Shopper(Uuid7.next(), surroundings.issuer().service("auditor"), instance::uri);
    await()
        .untilAsserted(
            () -> {
              JsonNode audit = auditor.get("/internal/audit").body();
              assertThat(audit.path("sagas").isEmpty()).isTrue();
              assertThat(audit.path("unbalanced").asLong(-1)).isZero();
              assertThat(audit.at("/money/0/received")).isEqualTo(audit.at("/money/0/sold"));
              assertThat(audit.path("products").valueStream())
                  .anySatisfy(
                      p -> {
                        assertThat(p.path("productId").asString()).isEqualTo(product.toString());
                        assertThat(p.path("sold").asLong()).isEqualTo(2);
                      });
            });
  }

  @Test
  void metricsHealthAndOpenApiAreServed() {
    assertThat(instance.health("readiness")).isEqualTo(200);
    assertThat(instance.metrics())
        .contains("saga_pending_sagas{", "saga_oldest_age_seconds{", "step=\"COMPENSATING\"");
    JsonNode api = JSON.readTree(Http.text(instance.uri().resolve("/v3/api-docs")));
    assertThat(api.path("paths").propertyNames())
        .contains(
            "/api/v1/orders",
            "/api/v1/orders/quotes",
            "/api/v1/orders/{id}/cancel",
            "/api/v1/orders/{id}/fulfilment");
    assertThat(api.at("/paths/~1api~1v1~1orders/post/parameters").valueStream())
        .extracting(p -> p.path("name").asString())
        .containsExactly("Idempotency-Key");
  }
}
