package dev.ecommercestack.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.order.lifecycle.World.Plot;
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
   * Faults, lost answers, crashes, duplicates, disorder, cancellations: in the end all balances.
   */
  @Property(tries = 20_000)
  void whateverHappensStockCouponAndMoneyBalance(
      @ForAll("plots") Plot plot,
      @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 23) Integer> happenings) {
    World world = new World(plot);
    happenings.forEach(world::happen);
    world.calmDown();

    SagaState end = world.state();
    assertThat(end.step()).isEqualTo(Step.DONE);
    assertThat(world.charges).isLessThanOrEqualTo(1);
    if (end.status().sold()) {
      assertThat(plot.oneCurrency()).isTrue();
      assertThat(plot.priceAccepted()).isTrue();
      assertThat(plot.free() || plot.rightAmount()).isTrue();
      assertThat(world.stock).isEqualTo("SOLD");
      assertThat(world.coupon).isEqualTo(plot.withCoupon() ? "REDEEMED" : "AVAILABLE");
      assertThat(world.charges).isEqualTo(plot.free() ? 0 : 1);
      assertThat(world.refunds).isZero();
    } else {
      assertThat(end.status()).isIn(UNSOLD);
      assertThat(world.stock).isIn("NONE", "RELEASED");
      assertThat(world.coupon).isEqualTo("AVAILABLE");
      assertThat(world.refunds).isEqualTo(world.charges);
      assertThat(world.recordedRefunds).isEqualTo(world.charges);
      if (plot.chargeAccepted()) {
        assertThat(end.ending())
            .isNotEqualTo(new Ending(OrderStatus.REJECTED, Ending.PAYMENT_DECLINED));
      }
    }
    assertThat(world.seen).endsWith(end.status()).doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void withoutTroubleTheOrderIsSoldExactlyIfItCanBe(@ForAll("plots") Plot plot) {
    World world = new World(plot);
    world.calmDown();
    assertThat(world.state().status())
        .isEqualTo(possible(plot) ? OrderStatus.CONFIRMED : OrderStatus.REJECTED);
  }

  /**
   * Lost charges, lost, repeated and late answers, and crashes: until the deadline none costs a
   * sale.
   */
  @Property(tries = 5_000)
  void sellsWhateverHappensToChargesBeforeDeadline(
      @ForAll("plots") Plot plot,
      @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 23) Integer> happenings) {
    World world = new World(plot);
    // All but a cancellation, the deadline and the end of the reservation.
    happenings.stream().filter(h -> h < 17 || h > 19).forEach(world::happen);
    world.calmDown();
    assertThat(world.state().status().sold()).isEqualTo(possible(plot));
  }

  @Property
  void whatIsDoneStaysDone(
      @ForAll("plots") Plot plot,
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 23) Integer> happenings) {
    World world = new World(plot);
    world.calmDown();
    SagaState end = world.state();
    // Everything but a cancellation and a shipment, which are people's decisions.
    happenings.stream().filter(h -> h != 17 && h != 21).forEach(world::happen);
    world.calmDown();
    assertThat(world.state()).isEqualTo(end);
  }

  private static boolean possible(Plot plot) {
    return plot.inStock()
        && plot.oneCurrency()
        && plot.priceAccepted()
        && (!plot.withCoupon() || plot.couponUsable())
        && (plot.free() || plot.chargeAccepted() && plot.rightAmount());
  }

  @Test
  void aRefusalForWhichNothingWasTakenEndsAtOnce() {
    Transition end =
        Lifecycle.next(SagaState.begin(true), new SagaEvent.Refused("insufficient_stock"));
    assertThat(end.state().step()).isEqualTo(Step.DONE);
    assertThat(end.state().status()).isEqualTo(OrderStatus.REJECTED);
    assertThat(end.effects())
        .contains(
            new Effect.Announce(OrderStatus.PENDING, OrderStatus.REJECTED, "insufficient_stock"));
  }

  @Test
  void goodsPricedInTwoCurrenciesGoBackUnpriced() {
    List<PricedLine> lines =
        List.of(
            new PricedLine(UUID.randomUUID(), "A", "a", null, Money.of(10_000, "KRW"), 1),
            new PricedLine(UUID.randomUUID(), "B", "b", null, Money.of(500, "USD"), 1));
    Transition back = Lifecycle.next(SagaState.begin(false), new SagaEvent.StockReserved(lines));
    assertThat(back.effects()).isEmpty();
    assertThat(back.state().step()).isEqualTo(Step.COMPENSATING);
    assertThat(back.state().stock().open()).isTrue();
    Transition end = Lifecycle.next(back.state(), new SagaEvent.Released());
    assertThat(end.state().settled()).isTrue();
    assertThat(end.effects())
        .contains(
            new Effect.Announce(OrderStatus.PENDING, OrderStatus.REJECTED, "mixed_currencies"));
  }

  @Test
  void rejectsAnotherTotalThanExpectedBeforeAnythingIsCharged() {
    SagaState reserved = SagaState.begin(false).stock(Hold.HELD).at(Step.QUOTE);
    PricedLine line = new PricedLine(UUID.randomUUID(), "A", "a", null, Money.of(1_200, "KRW"), 1);
    Quote quote =
        Quote.of(List.of(line), null, line.amount(), List.of(), Money.of(0, "KRW"), line.amount());
    Transition back = Lifecycle.next(reserved, new SagaEvent.Quoted(quote, Money.of(1_000, "KRW")));
    assertThat(back.state().step()).isEqualTo(Step.COMPENSATING);
    assertThat(back.state().ending()).isEqualTo(new Ending(OrderStatus.REJECTED, "price_changed"));
    assertThat(back.effects()).containsExactly(new Effect.Total(quote));
  }

  @Test
  void aRefusalIsSeenWhenEverythingIsBackOrWhenThatTakesLong() {
    SagaState compensating =
        SagaState.begin(false)
            .stock(Hold.HELD)
            .ending(Ending.rejected("payment_declined"))
            .at(Step.COMPENSATING);
    assertThat(Lifecycle.next(compensating, new SagaEvent.Released()).state().status())
        .isEqualTo(OrderStatus.REJECTED);
    Transition fault = Lifecycle.next(compensating, new SagaEvent.Fault(false));
    assertThat(fault.state().status()).isEqualTo(OrderStatus.REJECTED);
    assertThat(fault.state().step()).isEqualTo(Step.COMPENSATING);
    assertThat(Lifecycle.next(fault.state(), new SagaEvent.Released()).effects()).isEmpty();
  }

  @Test
  void whatIsShippedCannotBeCancelled() {
    SagaState shipped =
        SagaState.begin(false).stock(Hold.USED).status(OrderStatus.SHIPPED).at(Step.DONE);
    assertThat(Lifecycle.cancellable(shipped)).isFalse();
    assertThat(Lifecycle.next(shipped, new SagaEvent.CancelRequested()).state()).isEqualTo(shipped);
  }

  @Provide
  Arbitrary<Plot> plots() {
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
        .as(Plot::new);
  }
}
