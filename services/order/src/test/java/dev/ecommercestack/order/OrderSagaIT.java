package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.RunningService;
import dev.ecommercestack.testing.services.Schemas;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the order to its end, with whatever can go wrong at product, event and worker. */
class OrderSagaIT {
  @TempDir private static Path directory;
  private static Surroundings surroundings;
  private static Neighbours neighbours;
  private static Worker worker;
  private static RunningService instance;
  private Shopper customer;

  @BeforeAll
  static void start() throws Exception {
    surroundings = Surroundings.start(directory);
    neighbours = surroundings.neighbours();
    worker = surroundings.worker();
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
  }

  @AfterEach
  void everythingBalances() {
    neighbours.recover();
    Shopper auditor =
        new Shopper(Uuid7.next(), surroundings.issuer().service("auditor"), instance::uri);
    assertThat(auditor.get("/internal/audit").body().path("unbalanced").asInt(-1)).isZero();
  }

  @Test
  void anOrderIsReservedQuotedPaidAndConfirmed() {
    UUID product = neighbours.product(5);
    String order = customer.order(product, 2, null);
    Answer confirmed = customer.await(order, "CONFIRMED");
    assertThat(confirmed.body().at("/subtotal/amount").asLong()).isEqualTo(20_000);
    assertThat(confirmed.body().at("/items/0/discount/amount").asLong()).isEqualTo(2_000);
    assertThat(confirmed.body().at("/total/amount").asLong()).isEqualTo(18_000);
    assertThat(confirmed.text("payment")).isEqualTo("PAID");
    assertThat(confirmed.body().path("settled").asBoolean()).isTrue();
    assertThat(neighbours.stock(product)).isEqualTo(3);
    assertThat(worker.kept(customer.id())).isEqualTo(18_000);
    await().until(() -> worker.jobs("notification-job", customer.id()).size() == 1);
  }

  @Test
  void moreThanThereIsIsRejected() {
    UUID product = neighbours.product(1);
    Answer rejected = customer.await(customer.order(product, 2, null), "REJECTED");
    assertThat(rejected.text("reason")).isEqualTo("insufficient_stock");
    assertThat(neighbours.stock(product)).isEqualTo(1);
    assertThat(worker.jobs("payment-job", customer.id())).isEmpty();
  }

  @Test
  void refusesOrderOfProductNotSoldHere() {
    Answer refused = customer.place(Shopper.request(Uuid7.next(), 1, null, 9_000));
    refused.expect(404, "product_not_found");
  }

  /** In either order: what the first line's currency is must not matter. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goodsPricedInTwoCurrenciesAreRejectedAndGoBack(boolean wonFirst) {
    UUID first = neighbours.product(5, 10_000, wonFirst ? "KRW" : "USD");
    UUID second = neighbours.product(5, 500, wonFirst ? "KRW" : "USD");
    neighbours.failAlways("reserve", Fault.ERROR);
    String order = customer.orderOneOfEach(null, first, second);
    // From here on they cannot be ordered together.
    neighbours.price(second, 500, wonFirst ? "USD" : "KRW");
    neighbours.recover();
    Answer ended = customer.awaitSettled(order);
    assertThat(ended.text("status")).isEqualTo("REJECTED");
    assertThat(ended.text("reason")).isEqualTo("mixed_currencies");
    assertThat(ended.text("payment")).isEqualTo("NONE");
    assertThat(ended.body().has("subtotal")).as("no sum of two currencies").isFalse();
    assertThat(neighbours.stock(first)).isEqualTo(5);
    assertThat(neighbours.stock(second)).isEqualTo(5);
    assertThat(worker.jobs("payment-job", customer.id())).isEmpty();
    assertThat(worker.kept(customer.id())).isZero();
  }

  @Test
  void rejectsOrderWhosePriceChangesBeforeReservation() {
    UUID product = neighbours.product(5);
    UUID coupon = neighbours.coupon(1_000);
    neighbours.failAlways("reserve", Fault.ERROR);
    String order = customer.order(Shopper.request(product, 2, coupon, 17_000));
    neighbours.price(product, 12_000, "KRW");
    neighbours.recover();
    Answer rejected = customer.awaitSettled(order);
    assertThat(rejected.text("status")).isEqualTo("REJECTED");
    assertThat(rejected.text("reason")).isEqualTo("price_changed");
    assertThat(rejected.text("reasonDetail"))
        .isEqualTo(
            "Order %s is rejected: the price of %s changed from 10,000 to 12,000 KRW."
                .formatted(order, Warehouse.sku(product)));
    assertThat(rejected.body().at("/expectedTotal/amount").asLong()).isEqualTo(17_000);
    assertThat(rejected.body().at("/total/amount").asLong()).isEqualTo(20_600);
    assertThat(rejected.text("payment")).isEqualTo("NONE");
    assertThat(neighbours.stock(product)).isEqualTo(5);
    assertThat(neighbours.couponState(coupon)).isEqualTo("AVAILABLE");
    assertThat(worker.jobs("payment-job", customer.id())).isEmpty();
    assertThat(fact(order, "order-status-changed").at("/data/reason").asString())
        .isEqualTo("PRICE_CHANGED");
  }

  @Test
  void rejectsOrderWhoseDiscountChangesBeforeReservation() {
    UUID product = neighbours.product(5);
    neighbours.failAlways("reserve", Fault.ERROR);
    String order = customer.order(product, 2, null);
    neighbours.halfOff(product);
    neighbours.recover();
    Answer rejected = customer.await(order, "REJECTED");
    assertThat(rejected.text("reasonDetail"))
        .isEqualTo("Order %s is rejected: the total changed from 18,000 to 10,000 KRW.", order);
  }

  @Test
  void completesOrderOfVersionWithoutExpectedTotal() {
    UUID product = neighbours.product(5);
    neighbours.failAlways("reserve", Fault.ERROR);
    String order = customer.order(product, 2, null);
    surroundings
        .database()
        .execute(
            "update orders set expected_total = null, expected_currency = null where id = '"
                + order
                + "'");
    neighbours.price(product, 12_000, "KRW");
    neighbours.recover();
    assertThat(customer.await(order, "CONFIRMED").body().at("/total/amount").asLong())
        .isEqualTo(21_600);
  }

  @Test
  void comparesWhenReservedIfProductCannotAnswerBefore() {
    UUID product = neighbours.product(5);
    neighbours.failAlways("prices", Fault.ERROR);
    String agreed = customer.order(Shopper.request(product, 1, null, 9_000));
    String other = customer.order(Shopper.request(product, 1, null, 8_000));
    customer.await(agreed, "CONFIRMED");
    assertThat(customer.await(other, "REJECTED").text("reasonDetail"))
        .isEqualTo("Order %s is rejected: the total changed from 8,000 to 9,000 KRW.", other);
    customer
        .post("/api/v1/orders/quotes", Shopper.items(null, Map.of(product, 1)))
        .expect(502, "dependency_failed");
  }

  @Test
  void goodsPricedInDollarsAreSoldInDollars() {
    UUID first = neighbours.product(5, 500, "USD");
    UUID second = neighbours.product(5, 250, "USD");
    Answer sold = customer.await(customer.orderOneOfEach(null, first, second), "CONFIRMED");
    assertThat(sold.body().findValuesAsString("currency")).isNotEmpty().containsOnly("USD");
    assertThat(sold.body().at("/total/amount").asLong()).isEqualTo(675);
  }

  @Test
  void booksDiscountAndCouponOnTheLinesTheyBelongTo() {
    UUID reduced = neighbours.product(5, 10_000, "KRW");
    UUID other = neighbours.product(5, 10_000, "KRW");
    UUID half = neighbours.halfOff(reduced);
    UUID coupon = neighbours.coupon(1_401);
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
        surroundings
            .database()
            .client()
            .sql(
                "select payload from outbox where order_key = ? and cast(payload as json) ->> 'type' = ?")
            .params(order, type)
            .query(String.class)
            .list()
            .getFirst();
    assertThat(Schemas.complaints(message)).isEmpty();
    return JsonMapper.shared().readTree(message);
  }

  @Test
  void aCouponIsRedeemedAndComesBackWithACancellation() {
    UUID product = neighbours.product(5);
    UUID coupon = neighbours.coupon(1_000);
    String order = customer.order(product, 2, coupon);
    Answer confirmed = customer.await(order, "CONFIRMED");
    assertThat(confirmed.body().at("/total/amount").asLong()).isEqualTo(17_000);
    assertThat(neighbours.couponState(coupon)).isEqualTo("REDEEMED");
    assertThat(neighbours.couponHeldFor(coupon)).isEqualTo(1_000);

    Answer cancelled = customer.cancel(order);
    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
    assertThat(customer.awaitSettled(order).text("payment")).isEqualTo("REFUNDED");
    assertThat(neighbours.stock(product)).isEqualTo(5);
    assertThat(neighbours.couponState(coupon)).isEqualTo("AVAILABLE");
    assertThat(worker.kept(customer.id())).isZero();
    assertThat(worker.refunded(customer.id())).isEqualTo(17_000);
    assertThat(customer.cancel(order).status()).as("again").isEqualTo(202);
  }

  @Test
  void refusesOrderWithCouponThatCannotBeUsed() {
    customer
        .place(Shopper.request(neighbours.product(5), 2, Uuid7.next(), 18_000))
        .expect(409, "coupon_not_usable");
  }

  @Test
  void aCouponThatCannotBeUsedIsRejectedAndTheGoodsGoBack() {
    UUID product = neighbours.product(5);
    UUID coupon = neighbours.coupon(1_000);
    neighbours.failAlways("reserve", Fault.ERROR);
    String order = customer.order(product, 2, coupon);
    neighbours.useCoupon(coupon);
    neighbours.recover();
    Answer rejected = customer.await(order, "REJECTED");
    assertThat(rejected.text("reason")).isEqualTo("coupon_not_usable");
    assertThat(neighbours.stock(product)).isEqualTo(5);
  }

  @Test
  void whatACouponPaysCompletelyIsNotCharged() {
    UUID coupon = neighbours.coupon(1_000_000);
    Answer confirmed =
        customer.await(customer.order(neighbours.product(5), 1, coupon), "CONFIRMED");
    assertThat(confirmed.text("payment")).isEqualTo("NONE");
    assertThat(worker.jobs("payment-job", customer.id())).isEmpty();
    assertThat(neighbours.couponState(coupon)).isEqualTo("REDEEMED");
  }

  @Test
  void aDeclinedPaymentGivesGoodsAndCouponBack() {
    worker.mood(customer.id(), Worker.Mood.DECLINE);
    UUID product = neighbours.product(5);
    UUID coupon = neighbours.coupon(1_000);
    Answer rejected = customer.await(customer.order(product, 2, coupon), "REJECTED");
    assertThat(rejected.text("reason")).isEqualTo("payment_declined");
    assertThat(neighbours.stock(product)).isEqualTo(5);
    assertThat(neighbours.couponState(coupon)).isEqualTo("AVAILABLE");
  }

  @Test
  void aResultThatComesAgainAndAgainCountsOnce() {
    worker.mood(customer.id(), Worker.Mood.REPEAT);
    UUID product = neighbours.product(5);
    String order = customer.order(product, 1, null);
    customer.await(order, "CONFIRMED");
    customer.cancel(order);
    assertThat(customer.awaitSettled(order).text("payment")).isEqualTo("REFUNDED");
    assertThat(worker.kept(customer.id())).isZero();
    assertThat(neighbours.stock(product)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SILENT", "UNKNOWN"})
  void repeatsChargeWithSamePaymentIdWhenItsResultIsLost(String mood) {
    worker.mood(customer.id(), Worker.Mood.valueOf(mood));
    String order = customer.order(neighbours.product(5), 1, null);
    customer.await(order, "CONFIRMED");
    List<JsonNode> jobs = worker.jobs("payment-job", customer.id());
    assertThat(jobs).extracting(job -> job.at("/data/kind").asString()).containsOnly("CHARGE");
    assertThat(jobs).hasSizeGreaterThan(1);
    assertThat(jobs.stream().map(job -> job.at("/data/paymentId").asString()).distinct())
        .hasSize(1);
    assertThat(worker.kept(customer.id())).isEqualTo(9_000);
  }

  @Test
  void repeatsChargeThatDidNotReachProvider() {
    worker.mood(customer.id(), Worker.Mood.UNREACHABLE);
    String order = customer.order(Shopper.request(neighbours.product(5), 1, null, 9_000));
    await()
        .atMost(Shopper.PATIENCE)
        .until(() -> worker.jobs("payment-job", customer.id()).size() >= 3);
    assertThat(worker.kept(customer.id())).isZero();
    worker.mood(customer.id(), Worker.Mood.SUCCEED);
    customer.await(order, "CONFIRMED");
    List<JsonNode> jobs = worker.jobs("payment-job", customer.id());
    assertThat(jobs).extracting(job -> job.at("/data/kind").asString()).containsOnly("CHARGE");
    assertThat(jobs.stream().map(job -> job.at("/data/paymentId").asString()).distinct())
        .hasSize(1);
    assertThat(worker.kept(customer.id())).isEqualTo(9_000);
  }

  @Test
  void refundsChargeOfAnotherAmountAndRejectsOrder() {
    worker.mood(customer.id(), Worker.Mood.OTHER_AMOUNT);
    UUID product = neighbours.product(5);
    UUID coupon = neighbours.coupon(1_000);
    String order = customer.order(Shopper.request(product, 1, coupon, 8_000));
    Answer ended = customer.awaitSettled(order);
    assertThat(ended.text("status")).isEqualTo("REJECTED");
    assertThat(ended.text("reason")).isEqualTo("charged_amount_differs");
    assertThat(ended.text("payment")).isEqualTo("REFUNDED");
    assertThat(worker.refunded(customer.id())).isEqualTo(7_999);
    assertThat(worker.kept(customer.id())).isZero();
    assertThat(neighbours.stock(product)).isEqualTo(5);
    assertThat(neighbours.couponState(coupon)).isEqualTo("AVAILABLE");
  }

  @Test
  void aChargeThatIsOvertakenByItsRepetitionIsMadeOnce() {
    worker.mood(customer.id(), Worker.Mood.LATE);
    String order = customer.order(neighbours.product(5), 1, null);
    Answer sold = customer.await(order, "CONFIRMED");
    assertThat(sold.text("payment")).isEqualTo("PAID");
    assertThat(worker.kept(customer.id())).isEqualTo(9_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reserve", "quote", "coupon-hold", "stock-confirm", "coupon-redeem"})
  void faultsOnTheWayOnlyTakeTime(String action) {
    UUID product = neighbours.product(5);
    UUID coupon = neighbours.coupon(1_000);
    Map<String, Object> request = customer.quoted(product, 2, coupon);
    neighbours.failNext(action, Fault.ERROR, Fault.LOST_ANSWER, Fault.SILENCE);
    customer.await(customer.order(request), "CONFIRMED");
    assertThat(neighbours.stock(product)).isEqualTo(3);
    assertThat(neighbours.couponState(coupon)).isEqualTo("REDEEMED");
    assertThat(worker.kept(customer.id())).isEqualTo(17_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stock-release", "coupon-release"})
  void faultsOnTheWayBackOnlyTakeTime(String action) {
    UUID product = neighbours.product(5);
    UUID coupon = neighbours.coupon(1_000);
    String order = customer.order(product, 2, coupon);
    customer.await(order, "CONFIRMED");
    neighbours.failNext(action, Fault.ERROR, Fault.LOST_ANSWER, Fault.SILENCE);
    customer.cancel(order);
    customer.awaitSettled(order);
    assertThat(neighbours.stock(product)).isEqualTo(5);
    assertThat(neighbours.couponState(coupon)).isEqualTo("AVAILABLE");
    assertThat(worker.kept(customer.id())).isZero();
  }

  @Test
  void anOrderCanBeCancelledWhileThePaymentIsUnknown() {
    worker.mood(customer.id(), Worker.Mood.DEAF);
    UUID product = neighbours.product(5);
    String order = customer.order(product, 2, null);
    await().until(() -> worker.kept(customer.id()) > 0);
    assertThat(customer.cancel(order).text("status")).isEqualTo("CANCELLED");
    await().untilAsserted(() -> assertThat(neighbours.stock(product)).isEqualTo(5));
    assertThat(customer.read(order).body().path("settled").asBoolean()).isFalse();

    worker.mood(customer.id(), Worker.Mood.SUCCEED);
    assertThat(customer.awaitSettled(order).text("payment")).isEqualTo("REFUNDED");
    assertThat(worker.kept(customer.id())).isZero();
  }

  @Test
  void aCancellationDuringACallWaitsForIt() {
    neighbours.failNext("reserve", Fault.SILENCE);
    UUID product = neighbours.product(5);
    String order = customer.order(product, 2, null);
    assertThat(customer.cancel(order).status()).isEqualTo(202);
    customer.await(order, "CANCELLED");
    customer.awaitSettled(order);
    assertThat(neighbours.stock(product)).isEqualTo(5);
  }

  @Test
  void aReservationThatWasLostBeforeTheConfirmationIsRefunded() {
    worker.mood(customer.id(), Worker.Mood.DEAF);
    UUID product = neighbours.product(5);
    String order = customer.order(product, 2, null);
    await().until(() -> worker.kept(customer.id()) > 0);
    // Its time to live ends at product.
    neighbours.expire(UUID.fromString(order));
    worker.mood(customer.id(), Worker.Mood.SUCCEED);
    Answer expired = customer.await(order, "EXPIRED");
    assertThat(expired.text("reason")).isEqualTo("reservation_expired");
    customer.awaitSettled(order);
    assertThat(worker.kept(customer.id())).isZero();
    assertThat(neighbours.stock(product)).isEqualTo(5);
  }

  @Test
  void whatNobodyUnderstandsIsParkedAndTheOthersPass() throws Exception {
    worker.say("{\"not\": \"an envelope\"}");
    worker.mood(customer.id(), Worker.Mood.DEAF);
    String order = customer.order(neighbours.product(5), 1, null);
    await().until(() -> !worker.jobs("payment-job", customer.id()).isEmpty());
    JsonNode job = worker.jobs("payment-job", customer.id()).getFirst();
    worker.say(Worker.result(job, "SUCCEEDED").replace(order, Uuid7.next().toString()));
    worker.say(Worker.result(job, "SUCCEEDED"));
    customer.await(order, "CONFIRMED");
    try (var connection = surroundings.broker().as("order");
        var channel = connection.createChannel()) {
      await()
          .untilAsserted(
              () -> assertThat(channel.messageCount("parking.results.order")).isEqualTo(2));
    }
  }
}
