package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sagas of orders: reservations, coupons, cancellations and failed calls. */
class OrderSagaIT extends OrderTestBase {
  @Test
  void confirmsOrderAfterReservationQuoteAndPayment() {
    UUID product = services.product(5);
    String order = customer.order(product, 2, null);
    Answer confirmed = customer.await(order, "CONFIRMED");
    assertThat(confirmed.body().at("/subtotal/amount").asLong()).isEqualTo(20_000);
    assertThat(confirmed.body().at("/items/0/discount/amount").asLong()).isEqualTo(2_000);
    assertThat(confirmed.body().at("/total/amount").asLong()).isEqualTo(18_000);
    assertThat(confirmed.text("payment")).isEqualTo("PAID");
    assertThat(confirmed.body().path("settled").asBoolean()).isTrue();
    assertThat(services.stock(product)).isEqualTo(3);
    assertThat(worker.kept(customer.id())).isEqualTo(18_000);
    await().until(() -> worker.jobs("notification-job", customer.id()).size() == 1);
  }

  @Test
  void rejectsOrderExceedingStock() {
    UUID product = services.product(1);
    Answer rejected = customer.await(customer.order(product, 2, null), "REJECTED");
    assertThat(rejected.text("reason")).isEqualTo("insufficient_stock");
    assertThat(services.stock(product)).isEqualTo(1);
    assertThat(worker.jobs("payment-job", customer.id())).isEmpty();
  }

  @Test
  void refusesOrderOfUnknownProduct() {
    Answer refused = customer.place(ApiUser.request(Uuid7.next(), 1, null, 9_000));
    refused.expect(404, "product_not_found");
  }

  @Test
  void redeemsCouponAndReleasesItWhenOrderIsCancelled() {
    UUID product = services.product(5);
    UUID coupon = services.coupon(1_000);
    String order = customer.order(product, 2, coupon);
    Answer confirmed = customer.await(order, "CONFIRMED");
    assertThat(confirmed.body().at("/total/amount").asLong()).isEqualTo(17_000);
    assertThat(services.couponState(coupon)).isEqualTo("REDEEMED");
    assertThat(services.couponHeldFor(coupon)).isEqualTo(1_000);

    Answer cancelled = customer.cancel(order);
    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
    assertThat(customer.awaitSettled(order).text("payment")).isEqualTo("REFUNDED");
    assertThat(services.stock(product)).isEqualTo(5);
    assertThat(services.couponState(coupon)).isEqualTo("AVAILABLE");
    assertThat(worker.kept(customer.id())).isZero();
    assertThat(worker.refunded(customer.id())).isEqualTo(17_000);
    assertThat(customer.cancel(order).status()).as("again").isEqualTo(202);
  }

  @Test
  void refusesOrderWithUnknownCoupon() {
    customer
        .place(ApiUser.request(services.product(5), 2, Uuid7.next(), 18_000))
        .expect(409, "coupon_not_usable");
  }

  @Test
  void rejectsOrderWithUsedCouponAndReleasesStock() {
    UUID product = services.product(5);
    UUID coupon = services.coupon(1_000);
    services.failAlways("reserve", CallFault.ERROR);
    String order = customer.order(product, 2, coupon);
    services.useCoupon(coupon);
    services.recover();
    Answer rejected = customer.await(order, "REJECTED");
    assertThat(rejected.text("reason")).isEqualTo("coupon_not_usable");
    assertThat(services.stock(product)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reserve", "quote", "coupon-hold", "stock-confirm", "coupon-redeem"})
  void confirmsOrderDespiteFailedCalls(String action) {
    UUID product = services.product(5);
    UUID coupon = services.coupon(1_000);
    Map<String, Object> request = customer.quoted(product, 2, coupon);
    services.failNext(action, CallFault.ERROR, CallFault.LOST_ANSWER, CallFault.SILENCE);
    customer.await(customer.order(request), "CONFIRMED");
    assertThat(services.stock(product)).isEqualTo(3);
    assertThat(services.couponState(coupon)).isEqualTo("REDEEMED");
    assertThat(worker.kept(customer.id())).isEqualTo(17_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stock-release", "coupon-release"})
  void releasesReservationsDespiteFailedCalls(String action) {
    UUID product = services.product(5);
    UUID coupon = services.coupon(1_000);
    String order = customer.order(product, 2, coupon);
    customer.await(order, "CONFIRMED");
    services.failNext(action, CallFault.ERROR, CallFault.LOST_ANSWER, CallFault.SILENCE);
    customer.cancel(order);
    customer.awaitSettled(order);
    assertThat(services.stock(product)).isEqualTo(5);
    assertThat(services.couponState(coupon)).isEqualTo("AVAILABLE");
    assertThat(worker.kept(customer.id())).isZero();
  }

  @Test
  void cancelsOrderAfterCallInProgress() {
    services.failNext("reserve", CallFault.SILENCE);
    UUID product = services.product(5);
    String order = customer.order(product, 2, null);
    assertThat(customer.cancel(order).status()).isEqualTo(202);
    customer.await(order, "CANCELLED");
    customer.awaitSettled(order);
    assertThat(services.stock(product)).isEqualTo(5);
  }
}
