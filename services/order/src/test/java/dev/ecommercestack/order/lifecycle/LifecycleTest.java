package dev.ecommercestack.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.order.lifecycle.SagaSimulation.Scenario;
import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private static final List<OrderStatus> UNSOLD =
      List.of(OrderStatus.REJECTED, OrderStatus.CANCELLED, OrderStatus.EXPIRED);

  /**
   * InjectedFaults, lost answers, crashes, duplicates, disorder, cancellations: in the end all
   * balances.
   */
  @Property(tries = 20_000)
  void stockCouponAndPaymentBalanceAfterAnyHistory(
      @ForAll("scenarios") Scenario scenario,
      @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 23) Integer> happenings) {
    SagaSimulation simulation = new SagaSimulation(scenario);
    happenings.forEach(simulation::happen);
    simulation.calmDown();

    SagaState end = simulation.state();
    assertThat(end.step()).isEqualTo(SagaStep.DONE);
    assertThat(simulation.charges).isLessThanOrEqualTo(1);
    if (end.status().sold()) {
      assertThat(scenario.oneCurrency()).isTrue();
      assertThat(scenario.priceAccepted()).isTrue();
      assertThat(scenario.free() || scenario.rightAmount()).isTrue();
      assertThat(simulation.stock).isEqualTo("SOLD");
      assertThat(simulation.coupon).isEqualTo(scenario.withCoupon() ? "REDEEMED" : "AVAILABLE");
      assertThat(simulation.charges).isEqualTo(scenario.free() ? 0 : 1);
      assertThat(simulation.refunds).isZero();
    } else {
      assertThat(end.status()).isIn(UNSOLD);
      assertThat(simulation.stock).isIn("NONE", "RELEASED");
      assertThat(simulation.coupon).isEqualTo("AVAILABLE");
      assertThat(simulation.refunds).isEqualTo(simulation.charges);
      assertThat(simulation.recordedRefunds).isEqualTo(simulation.charges);
      if (scenario.chargeAccepted()) {
        assertThat(end.ending())
            .isNotEqualTo(new Ending(OrderStatus.REJECTED, Ending.PAYMENT_DECLINED));
      }
    }
    assertThat(simulation.seen).endsWith(end.status()).doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void sellsExactlyPossibleOrdersWithoutFaults(@ForAll("scenarios") Scenario scenario) {
    SagaSimulation simulation = new SagaSimulation(scenario);
    simulation.calmDown();
    assertThat(simulation.state().status())
        .isEqualTo(possible(scenario) ? OrderStatus.CONFIRMED : OrderStatus.REJECTED);
  }

  /**
   * Lost charges, lost, repeated and late answers, and crashes: until the deadline none costs a
   * sale.
   */
  @Property(tries = 5_000)
  void sellsWhateverHappensToChargesBeforeDeadline(
      @ForAll("scenarios") Scenario scenario,
      @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 23) Integer> happenings) {
    SagaSimulation simulation = new SagaSimulation(scenario);
    // All but a cancellation, the deadline and the end of the reservation.
    happenings.stream().filter(h -> h < 17 || h > 19).forEach(simulation::happen);
    simulation.calmDown();
    assertThat(simulation.state().status().sold()).isEqualTo(possible(scenario));
  }

  @Property
  void settledSagaDoesNotChange(
      @ForAll("scenarios") Scenario scenario,
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 23) Integer> happenings) {
    SagaSimulation simulation = new SagaSimulation(scenario);
    simulation.calmDown();
    SagaState end = simulation.state();
    // Everything but a cancellation and a shipment, which are people's decisions.
    happenings.stream().filter(h -> h != 17 && h != 21).forEach(simulation::happen);
    simulation.calmDown();
    assertThat(simulation.state()).isEqualTo(end);
  }

  private static boolean possible(Scenario scenario) {
    return scenario.inStock()
        && scenario.oneCurrency()
        && scenario.priceAccepted()
        && (!scenario.withCoupon() || scenario.couponUsable())
        && (scenario.free() || scenario.chargeAccepted() && scenario.rightAmount());
  }

  @Test
  void endsAtOnceWhenReservationIsRefused() {
    Transition end =
        Lifecycle.next(SagaState.initial(true), new SagaEvent.CallRefused("insufficient_stock"));
    assertThat(end.state().step()).isEqualTo(SagaStep.DONE);
    assertThat(end.state().status()).isEqualTo(OrderStatus.REJECTED);
    assertThat(end.effects())
        .contains(
            new Effect.PublishStatusChange(
                OrderStatus.PENDING, OrderStatus.REJECTED, "insufficient_stock"));
  }

  @Test
  void releasesStockInTwoCurrenciesWithoutRecordingPrices() {
    List<PricedLine> lines =
        List.of(
            new PricedLine(UUID.randomUUID(), "A", "a", null, Money.of(10_000, "KRW"), 1),
            new PricedLine(UUID.randomUUID(), "B", "b", null, Money.of(500, "USD"), 1));
    Transition back = Lifecycle.next(SagaState.initial(false), new SagaEvent.StockReserved(lines));
    assertThat(back.effects()).isEmpty();
    assertThat(back.state().step()).isEqualTo(SagaStep.COMPENSATING);
    assertThat(back.state().stock().needsRelease()).isTrue();
    Transition end = Lifecycle.next(back.state(), new SagaEvent.ReservationsReleased());
    assertThat(end.state().settled()).isTrue();
    assertThat(end.effects())
        .contains(
            new Effect.PublishStatusChange(
                OrderStatus.PENDING, OrderStatus.REJECTED, "mixed_currencies"));
  }

  @Test
  void rejectsAnotherTotalThanExpectedBeforeAnythingIsCharged() {
    SagaState reserved = SagaState.initial(false).stock(ReservationState.HELD).at(SagaStep.QUOTE);
    PricedLine line = new PricedLine(UUID.randomUUID(), "A", "a", null, Money.of(1_200, "KRW"), 1);
    Quote quote =
        Quote.of(List.of(line), null, line.amount(), List.of(), Money.of(0, "KRW"), line.amount());
    Transition back = Lifecycle.next(reserved, new SagaEvent.Quoted(quote, Money.of(1_000, "KRW")));
    assertThat(back.state().step()).isEqualTo(SagaStep.COMPENSATING);
    assertThat(back.state().ending()).isEqualTo(new Ending(OrderStatus.REJECTED, "price_changed"));
    assertThat(back.effects()).containsExactly(new Effect.RecordQuote(quote));
  }

  @Test
  void publishesRejectionAfterReleaseOrFirstFailedRelease() {
    SagaState compensating =
        SagaState.initial(false)
            .stock(ReservationState.HELD)
            .ending(Ending.rejected("payment_declined"))
            .at(SagaStep.COMPENSATING);
    assertThat(Lifecycle.next(compensating, new SagaEvent.ReservationsReleased()).state().status())
        .isEqualTo(OrderStatus.REJECTED);
    Transition fault = Lifecycle.next(compensating, new SagaEvent.CallFailed(false));
    assertThat(fault.state().status()).isEqualTo(OrderStatus.REJECTED);
    assertThat(fault.state().step()).isEqualTo(SagaStep.COMPENSATING);
    assertThat(Lifecycle.next(fault.state(), new SagaEvent.ReservationsReleased()).effects())
        .isEmpty();
  }

  @Test
  void shippedOrderCannotBeCancelled() {
    SagaState shipped =
        SagaState.initial(false)
            .stock(ReservationState.USED)
            .status(OrderStatus.SHIPPED)
            .at(SagaStep.DONE);
    assertThat(Lifecycle.cancellable(shipped)).isFalse();
    assertThat(Lifecycle.next(shipped, new SagaEvent.CancelRequested()).state()).isEqualTo(shipped);
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    Arbitrary<Boolean> mostly =
        Arbitraries.frequency(net.jqwik.api.Tuple.of(4, true), net.jqwik.api.Tuple.of(1, false));
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    return Combinators.combine(
            either,
            mostly,
            mostly,
            mostly,
            mostly.map(b -> !b),
            mostly,
            mostly,
            mostly.injectNull(0.2))
        .as(Scenario::new);
  }
}
