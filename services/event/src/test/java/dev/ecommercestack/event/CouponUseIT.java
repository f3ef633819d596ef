package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.ServiceInstance.Caller;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.openapi.OpenApiDocument;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.MessageSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Coupons, discounts and quotes, as customers, the owner and the order service use them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CouponUseIT {
  private final TestEnvironment environment = TestEnvironment.shared();
  private ServiceInstance shop;

  @BeforeAll
  void start() {
    shop = environment.start();
  }

  @AfterAll
  void stop() {
    shop.close();
  }

  private String won(Caller customer, String campaign) {
    return customer.decided(customer.claim(campaign)).text("couponId");
  }

  private String status(Caller customer) {
    return customer
        .get("/api/v1/coupons")
        .expect(200)
        .body()
        .path("items")
        .path(0)
        .path("status")
        .asString("");
  }

  private Answer hold(String coupon, UUID order, Caller customer, int seconds) {
    return shop.order()
        .post(
            "/internal/coupons/" + coupon + "/hold",
            Map.of("orderId", order, "userId", customer.id(), "ttlSeconds", seconds));
  }

  private Answer use(String coupon, String what, UUID order) {
    return shop.order().post("/internal/coupons/" + coupon + "/" + what, Map.of("orderId", order));
  }

  @Test
  void aCouponIsHeldRedeemedAndGivenBack() {
    Caller customer = shop.customer();
    String coupon = won(customer, shop.campaign(1));
    UUID order = Uuid7.next();
    assertThat(status(customer)).isEqualTo("AVAILABLE");
    hold(coupon, order, customer, 600).expect(204);
    hold(coupon, order, customer, 600).expect(204);
    assertThat(status(customer)).isEqualTo("HELD");
    assertThat(hold(coupon, Uuid7.next(), customer, 600).expect(409).text("code"))
        .isEqualTo("coupon_not_usable");
    use(coupon, "redeem", Uuid7.next()).expect(409);
    use(coupon, "redeem", order).expect(204);
    use(coupon, "redeem", order).expect(204);
    hold(coupon, order, customer, 600).expect(204);
    assertThat(status(customer)).isEqualTo("REDEEMED");
    use(coupon, "release", Uuid7.next()).expect(204);
    assertThat(status(customer)).isEqualTo("REDEEMED");
    use(coupon, "release", order).expect(204);
    use(coupon, "release", order).expect(204);
    assertThat(status(customer)).isEqualTo("AVAILABLE");
    use(coupon, "redeem", order).expect(409);
  }

  @Test
  void aCouponIsNobodyElsesAndUsersHoldNothingThemselves() {
    Caller customer = shop.customer();
    String coupon = won(customer, shop.campaign(1));
    hold(coupon, Uuid7.next(), shop.customer(), 60).expect(409);
    hold(Uuid7.next().toString(), Uuid7.next(), customer, 60).expect(409);
    customer.post("/internal/coupons/" + coupon + "/hold", Map.of()).expect(403);
    use(Uuid7.next().toString(), "release", Uuid7.next()).expect(204);
  }

  @Test
  void aHoldRunsOutButItsOrderMayStillRedeemWhileNobodyElseTookIt() {
    Caller customer = shop.customer();
    String campaign = shop.campaign(1);
    String coupon = won(customer, campaign);
    UUID order = Uuid7.next();
    hold(coupon, order, customer, 1).expect(204);
    await().atMost(Duration.ofSeconds(20)).until(() -> status(customer).equals("AVAILABLE"));
    awaitFact(campaign, "HOLD_EXPIRED");
    use(coupon, "redeem", order).expect(204);
    hold(coupon, Uuid7.next(), customer, 60).expect(409);
  }

  @Test
  void anOrderThatCameToNothingGivesItsCouponBackEvenIfNobodyCalls() {
    Caller customer = shop.customer();
    String campaign = shop.campaign(1);
    String coupon = won(customer, campaign);
    UUID order = Uuid7.next();
    hold(coupon, order, customer, 600).expect(204);
    environment.produce(
        "order.events.v1",
        0,
        System.currentTimeMillis(),
        order.toString(),
        expired(order, customer));
    await().atMost(Duration.ofSeconds(30)).until(() -> status(customer).equals("AVAILABLE"));
    awaitFact(campaign, "ORDER_EXPIRED");
  }

  @Test
  void aQuoteTakesTheBestDiscountThenTheCouponAndTheFactSaysHowMuch() {
    UUID product = Uuid7.next();
    String discount =
        shop.admin()
            .post(
                "/api/v1/discounts",
                Map.of(
                    "name", "단골 할인",
                    "scope", Map.of("type", "PRODUCT", "ids", List.of(product)),
                    "benefit", Map.of("type", "PERCENT", "value", 10)))
            .expect(201)
            .text("id");
    Caller customer = shop.customer();
    String campaign = shop.campaign(1, Map.of("type", "PERCENT", "value", 50));
    String coupon = won(customer, campaign);

    Answer quote = quote(customer, product, coupon).expect(200);
    assertThat(quote.body().path("subtotal").path("amount").asLong(0)).isEqualTo(20_000);
    assertThat(quote.body().path("discounts").path(0).path("discountId").asString(""))
        .isEqualTo(discount);
    assertThat(quote.body().path("discounts").path(0).path("amount").path("amount").asLong(0))
        .isEqualTo(2_000);
    assertThat(quote.body().at("/lines/0/productId").asString()).isEqualTo(product.toString());
    assertThat(quote.body().at("/lines/0/discountId").asString("")).isEqualTo(discount);
    assertThat(quote.body().at("/lines/0/discount/amount").asLong()).isEqualTo(2_000);
    assertThat(quote.body().path("couponDiscount").path("amount").asLong(0)).isEqualTo(9_000);
    assertThat(quote.body().path("total").path("amount").asLong(0)).isEqualTo(9_000);
    assertThat(quote.text("currency")).isEqualTo("KRW");

    UUID order = Uuid7.next();
    hold(coupon, order, customer, 60).expect(204);
    quote(customer, product, coupon).expect(200);
    use(coupon, "redeem", order).expect(204);
    awaitFact(campaign, "\"discount\":{\"amount\":9000,\"currency\":\"KRW\"}");
    assertThat(quote(customer, product, coupon).expect(409).text("code"))
        .isEqualTo("coupon_not_usable");

    Answer paused = shop.admin().patch("/api/v1/discounts/" + discount, Map.of("status", "PAUSED"));
    assertThat(paused.expect(200).text("status")).isEqualTo("PAUSED");
    assertThat(
            quote(customer, product, null)
                .expect(200)
                .body()
                .path("total")
                .path("amount")
                .asLong(0))
        .isEqualTo(20_000);
    shop.admin().patch("/api/v1/discounts/" + discount, Map.of("status", "ENDED")).expect(200);
    shop.admin().patch("/api/v1/discounts/" + discount, Map.of("status", "ACTIVE")).expect(409);
    awaitFacts("promotion.events.v1", discount, 3);
  }

  @Test
  void theFactSaysWhatTheCouponTookOffItsOrderWhateverOthersWereQuoted() {
    UUID product = Uuid7.next();
    Caller customer = shop.customer();
    String campaign = shop.campaign(1, Map.of("type", "PERCENT", "value", 50));
    String coupon = won(customer, campaign);
    UUID order = Uuid7.next();
    quote(customer, product, coupon, 2).expect(200);
    quote(customer, product, coupon, 1).expect(200);
    Map<String, Object> hold =
        Map.of(
            "orderId",
            order,
            "userId",
            customer.id(),
            "ttlSeconds",
            60,
            "discount",
            Map.of("amount", 10_000, "currency", "KRW"));
    shop.order().post("/internal/coupons/" + coupon + "/hold", hold).expect(204);
    quote(customer, product, coupon, 1).expect(200);
    hold(coupon, Uuid7.next(), customer, 60).expect(409);
    use(coupon, "redeem", order).expect(204);
    awaitFact(campaign, "coupon-redeemed");
    assertThat(facts("coupon.events.v1", campaign))
        .filteredOn(fact -> fact.contains("coupon-redeemed"))
        .singleElement(as(STRING))
        .contains("\"discount\":{\"amount\":10000,\"currency\":\"KRW\"}");
  }

  @Test
  void visitorsSeeWhatThereIsAtOnce() {
    String campaign = shop.campaign(3);
    Answer list = shop.visitor().get("/api/v1/campaigns?limit=1").expect(200);
    assertThat(list.body().path("items").path(0).path("id").asString("")).isEqualTo(campaign);
    assertThat(list.text("nextCursor")).isNotEmpty();
    String newer = shop.campaign(3);
    assertThat(
            shop.visitor()
                .get("/api/v1/campaigns?limit=1")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString(""))
        .isEqualTo(newer);
    assertThat(
            shop.visitor()
                .get("/api/v1/campaigns?limit=1&cursor=" + list.text("nextCursor"))
                .expect(200)
                .body()
                .path("items"))
        .hasSize(1);
    shop.visitor().get("/api/v1/discounts").expect(200);
    shop.visitor().head("/api/v1/discounts").expect(200);
    shop.visitor().head("/api/v1/campaigns").expect(200);
  }

  @Test
  void apiDocumentIsCurrent() {
    OpenApiDocument.check(shop.visitor().get("/v3/api-docs"), "event");
  }

  private Answer quote(Caller customer, UUID product, @Nullable String coupon) {
    return quote(customer, product, coupon, 2);
  }

  private Answer quote(Caller customer, UUID product, @Nullable String coupon, int pieces) {
    Map<String, Object> request = new HashMap<>();
    request.put("userId", customer.id());
    request.put(
        "lines",
        List.of(
            Map.of(
                "productId",
                product,
                "unitPrice",
                Map.of("amount", 10_000, "currency", "KRW"),
                "quantity",
                pieces)));
    if (coupon != null) {
      request.put("couponId", coupon);
    }
    return shop.order().post("/internal/quotes", request);
  }

  private void awaitFact(String campaign, String text) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                facts("coupon.events.v1", campaign).stream().anyMatch(fact -> fact.contains(text)));
  }

  private void awaitFacts(String topic, String key, int count) {
    await().atMost(Duration.ofSeconds(30)).until(() -> facts(topic, key).size() == count);
  }

  private List<String> facts(String topic, String key) {
    return environment.read(topic).stream()
        .filter(record -> key.equals(record.key()))
        .map(
            record -> {
              assertThat(MessageSchemas.validate(record.value())).isEmpty();
              return new String(record.value(), StandardCharsets.UTF_8);
            })
        .toList();
  }

  private static byte[] expired(UUID order, Caller customer) {
    return """
        {"id":"%s","type":"order-status-changed","version":1,"occurredAt":"2026-11-22T03:00:00Z",
         "aggregateId":"%s","stack":"shop","correlationId":"%s",
         "data":{"orderId":"%s","userId":"%s","from":"PENDING","to":"EXPIRED"}}
        """
        .formatted(Uuid7.next(), order, Uuid7.next(), order, customer.id())
        .getBytes(StandardCharsets.UTF_8);
  }
}
