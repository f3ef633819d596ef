package dev.ecommercestack.order.lifecycle;

import dev.ecommercestack.order.lifecycle.Effect.PaymentKind;
import dev.ecommercestack.order.lifecycle.SagaEvent.CancelRequested;
import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Simulates one order with product, event, payment provider and brokers, which fail, repeat and
 * reorder whatever their contracts allow. It drives the lifecycle as the saga runner does: a call
 * takes effect when it is made, and its result is stored later or never.
 */
final class SagaSimulation {
  private static final Money PRICE = Money.of(1000, "KRW");

  /** A call that was made and whose outcome is not stored yet. */
  private record PendingCall(SagaStep step, SagaEvent outcome) {}

  private record Result(PaymentKind kind, String outcome) {}

  /**
   * How the simulated services decide.
   *
   * @param inStock whether there are enough goods
   * @param couponUsable whether the coupon can be used
   * @param chargeAccepted whether the customer can pay
   * @param free whether nothing is to be paid
   * @param oneCurrency whether the prices of all goods are in the same currency
   * @param rightAmount whether the provider takes the amount that it is asked for
   * @param agreed whether the customer expected that total; null in orders of versions that did not
   *     ask
   */
  record Scenario(
      boolean withCoupon,
      boolean inStock,
      boolean couponUsable,
      boolean chargeAccepted,
      boolean free,
      boolean oneCurrency,
      boolean rightAmount,
      @Nullable Boolean agreed) {

    /** Returns whether the order is not refused for its price. */
    boolean priceAccepted() {
      return agreed == null || agreed;
    }
  }

  private final Scenario scenario;
  private SagaState state;
  private @Nullable PendingCall flight;
  private boolean cancelRequested;
  private boolean overdue;

  String stock = "NONE";
  String coupon = "AVAILABLE";
  private @Nullable Boolean charge;
  int charges;
  int refunds;
  private final List<String> jobs = new ArrayList<>();
  private final List<Result> results = new ArrayList<>();
  final List<OrderStatus> seen = new ArrayList<>(List.of(OrderStatus.PENDING));
  int recordedRefunds;

  SagaSimulation(Scenario scenario) {
    this.scenario = scenario;
    this.state = SagaState.initial(scenario.withCoupon());
  }

  SagaState state() {
    return state;
  }

  /** Something happens; which of the many things, a number says. */
  void happen(int choice) {
    switch (choice) {
      case 0, 1, 2, 3 -> call();
      case 4, 5, 6, 7 -> land(false);
      case 8 -> land(true);
      // The process dies; its lease ends and the step is done again.
      case 9 -> flight = null;
      case 10, 11 -> work(false);
      case 12 -> work(true);
      case 13, 14 -> hear(false);
      case 15 -> hear(true);
      case 16 -> event(new SagaEvent.ResultTimedOut(overdue));
      case 17 -> cancel();
      case 18 -> overdue = true;
      case 19 -> expireReservation();
      case 20 -> results.add(new Result(PaymentKind.CHARGE, "UNKNOWN"));
      case 21 -> event(new SagaEvent.Shipped());
      case 22 -> results.addAll(List.copyOf(results));
      default -> loseCharge();
    }
  }

  /** From now on nothing fails, until nothing is left to do. */
  void calmDown() {
    for (int i = 0; i < 200 && !(state.settled() && jobs.isEmpty() && results.isEmpty()); i++) {
      land(false);
      call();
      land(false);
      while (!jobs.isEmpty()) {
        work(false);
      }
      while (!results.isEmpty()) {
        hear(false);
      }
      event(new SagaEvent.ResultTimedOut(overdue));
    }
  }

  /** The runner makes a step's call. */
  private void call() {
    if (flight == null && state.step().activity() == SagaStep.Activity.CALL) {
      boolean skip =
          (cancelRequested && state.step().forward()) || (overdue && state.step().beforePayment());
      flight = new PendingCall(state.step(), skip ? new SagaEvent.CallFailed(overdue) : effect());
    }
  }

  private SagaEvent effect() {
    return switch (state.step()) {
      case RESERVE_STOCK -> {
        if (stock.equals("NONE") && !scenario.inStock()) {
          yield new SagaEvent.CallRefused("insufficient_stock");
        }
        stock = stock.equals("NONE") ? "RESERVED" : stock;
        yield new SagaEvent.StockReserved(
            List.of(goods(PRICE), goods(scenario.oneCurrency() ? PRICE : Money.of(1000, "USD"))));
      }
      case QUOTE ->
          new SagaEvent.Quoted(
              Quote.of(
                  List.of(goods(PRICE)),
                  null,
                  PRICE,
                  List.of(),
                  scenario.free() ? PRICE : Money.of(0, "KRW"),
                  scenario.free() ? Money.of(0, "KRW") : PRICE),
              expectedTotal());
      case HOLD_COUPON -> {
        if (!scenario.couponUsable()) {
          yield new SagaEvent.CallRefused("coupon_not_usable");
        }
        coupon = "HELD";
        yield new SagaEvent.CouponHeld();
      }
      case CONFIRM -> {
        if (stock.equals("RELEASED")) {
          yield new SagaEvent.CallRefused("reservation_expired");
        }
        stock = "SOLD";
        coupon = scenario.withCoupon() ? "REDEEMED" : coupon;
        yield new SagaEvent.ReservationsConfirmed();
      }
      case COMPENSATING -> {
        coupon = "AVAILABLE";
        stock = stock.equals("NONE") ? "NONE" : "RELEASED";
        yield new SagaEvent.ReservationsReleased();
      }
      default -> throw new IllegalStateException(state.toString());
    };
  }

  private @Nullable Money expectedTotal() {
    Boolean agreed = scenario.agreed();
    if (agreed == null) {
      return null;
    }
    return agreed == scenario.free() ? Money.of(0, "KRW") : PRICE;
  }

  private static PricedLine goods(Money price) {
    return new PricedLine(UUID.randomUUID(), "SKU-1", "도마", null, price, 1);
  }

  /** The runner stores what came of a call, or that its answer was lost. */
  private void land(boolean answerLost) {
    PendingCall landing = flight;
    flight = null;
    if (landing != null && landing.step() == state.step()) {
      event(answerLost ? new SagaEvent.CallFailed(overdue) : landing.outcome());
      if (cancelRequested) {
        cancelRequested = false;
        event(new CancelRequested());
      }
    }
  }

  private void cancel() {
    if (flight != null && state.step().activity() == SagaStep.Activity.CALL) {
      cancelRequested |= Lifecycle.cancellable(state);
    } else {
      event(new CancelRequested());
    }
  }

  private void expireReservation() {
    if (stock.equals("RESERVED")) {
      stock = "RELEASED";
    }
  }

  private void event(SagaEvent event) {
    Transition transition = Lifecycle.next(state, event);
    state = transition.state();
    for (Effect effect : transition.effects()) {
      switch (effect) {
        case Effect.RequestPayment ask -> jobs.add(ask.kind().name());
        case Effect.PublishStatusChange announce -> {
          if (announce.from() != seen.getLast()) {
            throw new AssertionError(announce + " after " + seen);
          }
          seen.add(announce.to());
        }
        case Effect.RecordRefund refunded -> recordedRefunds++;
        default -> {}
      }
    }
  }

  /** The worker does a job; jobs are delivered at least once and in no order. */
  private void work(boolean deliveredAgain) {
    if (jobs.isEmpty()) {
      return;
    }
    String job = deliveredAgain ? jobs.getLast() : jobs.removeLast();
    if (job.equals("CHARGE") && charge == null) {
      charge = scenario.chargeAccepted();
      charges += scenario.chargeAccepted() ? 1 : 0;
    }
    if (job.equals("REFUND")) {
      refunds = Math.min(charges, 1);
      results.add(new Result(PaymentKind.REFUND, refunds == 1 ? "SUCCEEDED" : "DECLINED"));
      return;
    }
    // A query that overtakes the charge finds nothing; the charge may still come.
    results.add(
        new Result(PaymentKind.QUERY, Boolean.TRUE.equals(charge) ? "SUCCEEDED" : "DECLINED"));
  }

  /** The charge does not reach the provider. */
  private void loseCharge() {
    if (jobs.remove("CHARGE")) {
      results.add(new Result(PaymentKind.CHARGE, "UNKNOWN"));
    }
  }

  private void hear(boolean deliveredAgain) {
    if (results.isEmpty()) {
      return;
    }
    Result result = deliveredAgain ? results.getFirst() : results.removeLast();
    boolean succeeded = result.outcome().equals("SUCCEEDED");
    if (result.kind() == PaymentKind.REFUND) {
      event(succeeded ? new SagaEvent.RefundSucceeded() : new SagaEvent.RefundFailed());
    } else if (result.outcome().equals("UNKNOWN")) {
      event(new SagaEvent.ChargeUnknown());
    } else {
      event(
          succeeded
              ? new SagaEvent.ChargeSucceeded(PRICE, "sim-1", scenario.rightAmount())
              : new SagaEvent.ChargeDeclined());
    }
  }
}
