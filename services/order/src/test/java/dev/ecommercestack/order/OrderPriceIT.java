package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.MessageSchemas;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prices of orders: currencies, price changes, discounts and coupons per line. */
class OrderPriceIT extends OrderTestBase {
  /** In either order: what the first line's currency is must not matter. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rejectsOrderInTwoCurrenciesAndReleasesStock(boolean wonFirst) {
    UUID first = services.product(5, 10_000, wonFirst ? "KRW" : "USD");
    UUID second = services.product(5, 500, wonFirst ? "KRW" : "USD");
    services.failAlways("reserve", CallFault.ERROR);
    String order = customer.orderOneOfEach(null, first, second);
    // From here on they cannot be ordered together.
    services.price(second, 500, wonFirst ? "USD" : "KRW");
    services.recover();
    Answer ended = customer.awaitSettled(order);
    assertThat(ended.text("status")).isEqualTo("REJECTED");
    assertThat(ended.text("reason")).isEqualTo("mixed_currencies");
    assertThat(ended.text("payment")).isEqualTo("NONE");
    assertThat(ended.body().has("subtotal")).as("no sum of two currencies").isFalse();
    assertThat(services.stock(first)).isEqualTo(5);
    assertThat(services.stock(second)).isEqualTo(5);
    assertThat(worker.jobs("payment-job", customer.id())).isEmpty();
    assertThat(worker.kept(customer.id())).isZero();
  }

  @Test
  void rejectsOrderWhosePriceChangesBeforeReservation() {
    UUID product = services.product(5);
    UUID coupon = services.coupon(1_000);
    services.failAlways("reserve", CallFault.ERROR);
    String order = customer.order(ApiUser.request(product, 2, coupon, 17_000));
    services.price(product, 12_000, "KRW");
    services.recover();
    Answer rejected = customer.awaitSettled(order);
    assertThat(rejected.text("status")).isEqualTo("REJECTED");
    assertThat(rejected.text("reason")).isEqualTo("price_changed");
    assertThat(rejected.text("reasonDetail"))
        .isEqualTo(
            "Order %s is rejected: the price of %s changed from 10,000 to 12,000 KRW."
                .formatted(order, StubProductService.sku(product)));
    assertThat(rejected.body().at("/expectedTotal/amount").asLong()).isEqualTo(17_000);
    assertThat(rejected.body().at("/total/amount").asLong()).isEqualTo(20_600);
    assertThat(rejected.text("payment")).isEqualTo("NONE");
    assertThat(services.stock(product)).isEqualTo(5);
    assertThat(services.couponState(coupon)).isEqualTo("AVAILABLE");
    assertThat(worker.jobs("payment-job", customer.id())).isEmpty();
    assertThat(fact(order, "order-status-changed").at("/data/reason").asString())
        .isEqualTo("PRICE_CHANGED");
  }

  @Test
  void rejectsOrderWhoseDiscountChangesBeforeReservation() {
    UUID product = services.product(5);
    services.failAlways("reserve", CallFault.ERROR);
    String order = customer.order(product, 2, null);
    services.halfOff(product);
    services.recover();
    Answer rejected = customer.await(order, "REJECTED");
    assertThat(rejected.text("reasonDetail"))
        .isEqualTo("Order %s is rejected: the total changed from 18,000 to 10,000 KRW.", order);
  }

  @Test
  void confirmsOrderOfVersionWithoutExpectedTotal() {
    UUID product = services.product(5);
    services.failAlways("reserve", CallFault.ERROR);
    String order = customer.order(product, 2, null);
    environment
        .database()
        .execute(
            "update orders set expected_total = null, expected_currency = null where id = '"
                + order
                + "'");
    services.price(product, 12_000, "KRW");
    services.recover();
    assertThat(customer.await(order, "CONFIRMED").body().at("/total/amount").asLong())
        .isEqualTo(21_600);
  }

  @Test
  void comparesExpectedTotalInSagaWhenProductCannotAnswerBefore() {
    UUID product = services.product(5);
    services.failAlways("prices", CallFault.ERROR);
    String agreed = customer.order(ApiUser.request(product, 1, null, 9_000));
    String other = customer.order(ApiUser.request(product, 1, null, 8_000));
    customer.await(agreed, "CONFIRMED");
    assertThat(customer.await(other, "REJECTED").text("reasonDetail"))
        .isEqualTo("Order %s is rejected: the total changed from 8,000 to 9,000 KRW.", other);
    customer
        .post("/api/v1/orders/quotes", ApiUser.items(null, Map.of(product, 1)))
        .expect(502, "dependency_failed");
  }

  @Test
  void confirmsOrderInDollars() {
    UUID first = services.product(5, 500, "USD");
    UUID second = services.product(5, 250, "USD");
    Answer sold = customer.await(customer.orderOneOfEach(null, first, second), "CONFIRMED");
    assertThat(sold.body().findValuesAsString("currency")).isNotEmpty().containsOnly("USD");
    assertThat(sold.body().at("/total/amount").asLong()).isEqualTo(675);
  }

  @Test
  void recordsDiscountAndCouponPerLine() {
    UUID reduced = services.product(5, 10_000, "KRW");
    UUID other = services.product(5, 10_000, "KRW");
    UUID half = services.halfOff(reduced);
    UUID coupon = services.coupon(1_401);
    String order = customer.orderOneOfEach(coupon, reduced, other);
    JsonNode sold = customer.await(order, "CONFIRMED").body();
    // 5,000 and 9,000 remain: the coupon is divided 5 to 9.
    JsonNode fact = fact(order, "order-placed").path("data");
    for (JsonNode lines : List.of(sold.path("items"), fact.path("lines"))) {
      assertThat(lines.findValues("discount"))
          .extracting(money -> money.path("amount").asLong())
          .containsExactly(5_000L, 1_000L);
      assertThat(lines.at("/0/discountId").asString()).isEqualTo(half.toString());
      assertThat(lines.at("/1/discountId").asString()).isNotEmpty().isNotEqualTo(half.toString());
      assertThat(lines.findValues("couponDiscount"))
          .extracting(money -> money.path("amount").asLong())
          .containsExactly(500L, 901L);
    }
    assertThat(sold.at("/total/amount").asLong()).isEqualTo(12_599);
  }

  /** Returns the first message of a type that an order left in the outbox; it fits its schema. */
  private static JsonNode fact(String order, String type) {
    String message =
        environment
            .database()
            .client()
            .sql(
                "select payload from outbox where order_key = ? and cast(payload as json) ->> 'type' = ?")
            .params(order, type)
            .query(String.class)
            .list()
            .getFirst();
    assertThat(MessageSchemas.validate(message)).isEmpty();
    return JsonMapper.shared().readTree(message);
  }
}
