package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.ServiceInstance.Caller;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What cannot be is refused with a sentence, and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private ServiceInstance shop;

  @BeforeAll
  void start() {
    shop = TestEnvironment.shared().start("event.issuer.enabled=false");
  }

  @AfterAll
  void stop() {
    shop.close();
  }

  @Test
  void whatCostsMoreThanAMessageCanCarryIsNotPriced() {
    long most = 9_007_199_254_740_991L;
    assertThat(priceOf(most, 1).expect(200).body().at("/total/amount").asLong(0)).isEqualTo(most);
    assertThat(priceOf(most, 2).expect(400).text("code")).isEqualTo("amount_too_large");
    assertThat(priceOf(most, 9_999).expect(400).text("code")).isEqualTo("amount_too_large");
  }

  private Answer priceOf(long price, int quantity) {
    return shop.order()
        .post(
            "/internal/quotes",
            Map.of(
                "userId",
                Uuid7.next(),
                "lines",
                List.of(
                    Map.of(
                        "productId",
                        Uuid7.next(),
                        "unitPrice",
                        Map.of("amount", price, "currency", "XTS"),
                        "quantity",
                        quantity))));
  }

  @Test
  void badInputIsExplainedAndChangesNothing() {
    Caller admin = shop.admin();
    Instant now = Instant.now();
    Map<String, Object> good =
        Map.of(
            "name", "x",
            "quota", 1,
            "startsAt", now.toString(),
            "endsAt", now.plusSeconds(60).toString(),
            "benefit", Map.of("type", "AMOUNT", "value", 1, "currency", "KRW"));
    assertThat(campaign(admin, good, "quota", 0)).isEqualTo("validation_failed");
    assertThat(campaign(admin, good, "name", "")).isEqualTo("validation_failed");
    assertThat(campaign(admin, good, "endsAt", now.minusSeconds(9).toString()))
        .isEqualTo("invalid_window");
    assertThat(campaign(admin, good, "benefit", Map.of("type", "AMOUNT", "value", 1)))
        .isEqualTo("invalid_benefit");
    assertThat(campaign(admin, good, "benefit", Map.of("type", "PERCENT", "value", 101)))
        .isEqualTo("invalid_benefit");
    for (String unknown : List.of("WON", "krw", "")) {
      Map<String, Object> benefit = Map.of("type", "AMOUNT", "value", 1, "currency", unknown);
      assertThat(campaign(admin, good, "benefit", benefit))
          .as(unknown)
          .isEqualTo("invalid_benefit");
    }
    assertThat(campaign(admin, good, "benefit", Map.of("value", 10)))
        .isEqualTo("validation_failed");
    assertThat(campaign(admin, good, "name", "c\u0000")).isEqualTo("validation_failed");
    String never = "+999999999-12-31T23:59:59Z";
    assertThat(campaign(admin, good, "couponsExpireAt", never)).isEqualTo("invalid_window");
    assertThat(campaign(admin, good, "endsAt", never)).isEqualTo("invalid_window");
    assertThat(campaign(admin, good, "startsAt", "-999999999-01-01T00:00:00Z"))
        .isEqualTo("invalid_window");
    assertThat(
            admin
                .post(
                    "/api/v1/discounts",
                    Map.of(
                        "name",
                        "x",
                        "endsAt",
                        never,
                        "scope",
                        Map.of("type", "ALL"),
                        "benefit",
                        Map.of("type", "PERCENT", "value", 5)))
                .expect(400)
                .text("code"))
        .isEqualTo("invalid_window");
    assertThat(
            admin
                .post(
                    "/api/v1/discounts",
                    Map.of(
                        "name", "x",
                        "scope", Map.of("type", "CATEGORY"),
                        "benefit", Map.of("type", "PERCENT", "value", 5)))
                .expect(400)
                .text("code"))
        .isEqualTo("invalid_scope");
    shop.customer().post("/api/v1/campaigns", good).expect(403);
  }

  @Test
  void requiresConfirmationOfDangerousValues() {
    Caller admin = shop.admin();
    Map<String, Object> campaign =
        Map.of(
            "name", "x",
            "quota", 100_000,
            "startsAt", Instant.now().toString(),
            "endsAt", Instant.now().plusSeconds(60).toString(),
            "benefit", Map.of("type", "PERCENT", "value", 89));
    Map<String, Object> discount =
        Map.of(
            "name",
            "x",
            "scope",
            Map.of("type", "PRODUCT", "ids", List.of(Uuid7.next())),
            "benefit",
            Map.of("type", "AMOUNT", "value", 99_999, "currency", "KRW"));
    Map<String, Object> percent = Map.of("type", "PERCENT", "value", 90);
    Map<String, Object> amount = Map.of("type", "AMOUNT", "value", 100_000, "currency", "KRW");
    requiresConfirmation(admin, "/api/v1/campaigns", campaign, "quota", 10_000_000);
    requiresConfirmation(admin, "/api/v1/campaigns", campaign, "benefit", percent);
    requiresConfirmation(admin, "/api/v1/campaigns", campaign, "benefit", amount);
    requiresConfirmation(admin, "/api/v1/discounts", discount, "benefit", percent);
    requiresConfirmation(admin, "/api/v1/discounts", discount, "benefit", amount);
  }

  private static void requiresConfirmation(
      Caller admin, String path, Map<String, Object> harmless, String field, Object value) {
    admin.post(path, harmless).expect(201);
    Map<String, Object> request = new HashMap<>(harmless);
    request.put(field, value);
    Answer refused = admin.post(path, request).expect(400);
    assertThat(refused.text("code")).isEqualTo("confirmation_required");
    assertThat(refused.text("detail")).contains(field);
    request.put("confirmed", false);
    admin.post(path, request).expect(400);
    request.put("confirmed", true);
    admin.post(path, request).expect(201);
  }

  @Test
  void rejectsUnknownFieldAndParameter() {
    Caller admin = shop.admin();
    Map<String, Object> good =
        Map.of(
            "name", "x",
            "quota", 1,
            "startsAt", Instant.now().toString(),
            "endsAt", Instant.now().plusSeconds(60).toString(),
            "benefit", Map.of("type", "AMOUNT", "value", 1, "currency", "KRW"));
    assertThat(campaign(admin, good, "couponExpiresAt", Instant.now().toString()))
        .isEqualTo("validation_failed");
    assertThat(campaign(admin, good, "benefit", Map.of("type", "PERCENT", "value", 1, "cap", 5)))
        .isEqualTo("validation_failed");
    assertThat(campaign(admin, good, "quota", "1")).isEqualTo("malformed_request");
    assertThat(campaign(admin, good, "startsAt", 1_767_225_600)).isEqualTo("malformed_request");
    Map<String, ?> discount = Map.of("status", "PAUSED", "until", "later");
    admin.patch("/api/v1/discounts/" + Uuid7.next(), discount).expect(400, "validation_failed");
    admin.get("/api/v1/campaigns?status=ACTIVE").expect(400, "validation_failed");
    admin
        .post("/api/v1/campaigns/" + Uuid7.next() + "/claims", Map.of("count", 2))
        .expect(400, "malformed_request");
  }

  private static String campaign(
      Caller admin, Map<String, Object> good, String field, Object value) {
    Map<String, Object> bad = new HashMap<>(good);
    bad.put(field, value);
    return admin.post("/api/v1/campaigns", bad).expect(400).text("code");
  }
}
