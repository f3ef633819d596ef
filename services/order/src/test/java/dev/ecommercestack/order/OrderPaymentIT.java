package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Payments of orders: lost, repeated, late and wrong results. */
class OrderPaymentIT extends OrderTestBase {
  @Test
  void confirmsOrderPaidByCouponWithoutCharge() {
    UUID coupon = services.coupon(1_000_000);
    Answer confirmed = customer.await(customer.order(services.product(5), 1, coupon), "CONFIRMED");
    assertThat(confirmed.text("payment")).isEqualTo("NONE");
    assertThat(worker.jobs("payment-job", customer.id())).isEmpty();
    assertThat(services.couponState(coupon)).isEqualTo("REDEEMED");
  }

  @Test
  void releasesStockAndCouponWhenPaymentIsDeclined() {
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.DECLINE);
    UUID product = services.product(5);
    UUID coupon = services.coupon(1_000);
    Answer rejected = customer.await(customer.order(product, 2, coupon), "REJECTED");
    assertThat(rejected.text("reason")).isEqualTo("payment_declined");
    assertThat(services.stock(product)).isEqualTo(5);
    assertThat(services.couponState(coupon)).isEqualTo("AVAILABLE");
  }

  @Test
  void processesRepeatedPaymentResultOnce() {
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.REPEAT);
    UUID product = services.product(5);
    String order = customer.order(product, 1, null);
    customer.await(order, "CONFIRMED");
    customer.cancel(order);
    assertThat(customer.awaitSettled(order).text("payment")).isEqualTo("REFUNDED");
    assertThat(worker.kept(customer.id())).isZero();
    assertThat(services.stock(product)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SILENT", "UNKNOWN"})
  void repeatsChargeWithSamePaymentIdWhenResultIsLost(String behaviour) {
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.valueOf(behaviour));
    String order = customer.order(services.product(5), 1, null);
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
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.UNREACHABLE);
    String order = customer.order(ApiUser.request(services.product(5), 1, null, 9_000));
    await()
        .atMost(ApiUser.PATIENCE)
        .until(() -> worker.jobs("payment-job", customer.id()).size() >= 3);
    assertThat(worker.kept(customer.id())).isZero();
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.SUCCEED);
    customer.await(order, "CONFIRMED");
    List<JsonNode> jobs = worker.jobs("payment-job", customer.id());
    assertThat(jobs).extracting(job -> job.at("/data/kind").asString()).containsOnly("CHARGE");
    assertThat(jobs.stream().map(job -> job.at("/data/paymentId").asString()).distinct())
        .hasSize(1);
    assertThat(worker.kept(customer.id())).isEqualTo(9_000);
  }

  @Test
  void refundsChargeOfAnotherAmountAndRejectsOrder() {
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.OTHER_AMOUNT);
    UUID product = services.product(5);
    UUID coupon = services.coupon(1_000);
    String order = customer.order(ApiUser.request(product, 1, coupon, 8_000));
    Answer ended = customer.awaitSettled(order);
    assertThat(ended.text("status")).isEqualTo("REJECTED");
    assertThat(ended.text("reason")).isEqualTo("charged_amount_differs");
    assertThat(ended.text("payment")).isEqualTo("REFUNDED");
    assertThat(worker.refunded(customer.id())).isEqualTo(7_999);
    assertThat(worker.kept(customer.id())).isZero();
    assertThat(services.stock(product)).isEqualTo(5);
    assertThat(services.couponState(coupon)).isEqualTo("AVAILABLE");
  }

  @Test
  void chargesOnceWhenRepetitionOvertakesCharge() {
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.LATE);
    String order = customer.order(services.product(5), 1, null);
    Answer sold = customer.await(order, "CONFIRMED");
    assertThat(sold.text("payment")).isEqualTo("PAID");
    assertThat(worker.kept(customer.id())).isEqualTo(9_000);
  }

  @Test
  void refundsOrderCancelledWhilePaymentIsUnknown() {
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.DEAF);
    UUID product = services.product(5);
    String order = customer.order(product, 2, null);
    await().until(() -> worker.kept(customer.id()) > 0);
    assertThat(customer.cancel(order).text("status")).isEqualTo("CANCELLED");
    await().untilAsserted(() -> assertThat(services.stock(product)).isEqualTo(5));
    assertThat(customer.read(order).body().path("settled").asBoolean()).isFalse();

    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.SUCCEED);
    assertThat(customer.awaitSettled(order).text("payment")).isEqualTo("REFUNDED");
    assertThat(worker.kept(customer.id())).isZero();
  }

  @Test
  void refundsOrderWhoseReservationExpires() {
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.DEAF);
    UUID product = services.product(5);
    String order = customer.order(product, 2, null);
    await().until(() -> worker.kept(customer.id()) > 0);
    // Its time to live ends at product.
    services.expire(UUID.fromString(order));
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.SUCCEED);
    Answer expired = customer.await(order, "EXPIRED");
    assertThat(expired.text("reason")).isEqualTo("reservation_expired");
    customer.awaitSettled(order);
    assertThat(worker.kept(customer.id())).isZero();
    assertThat(services.stock(product)).isEqualTo(5);
  }

  @Test
  void parksUnreadableResultsAndProcessesOthers() throws Exception {
    worker.say("{\"not\": \"an envelope\"}");
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.DEAF);
    String order = customer.order(services.product(5), 1, null);
    await().until(() -> !worker.jobs("payment-job", customer.id()).isEmpty());
    JsonNode job = worker.jobs("payment-job", customer.id()).getFirst();
    worker.say(StubWorker.result(job, "SUCCEEDED").replace(order, Uuid7.next().toString()));
    worker.say(StubWorker.result(job, "SUCCEEDED"));
    customer.await(order, "CONFIRMED");
    try (var connection = environment.broker().as("order");
        var channel = connection.createChannel()) {
      await()
          .untilAsserted(
              () -> assertThat(channel.messageCount("parking.results.order")).isEqualTo(2));
    }
  }
}
