package dev.ecommercestack.order.lifecycle;

import dev.ecommercestack.order.lifecycle.Effect.NotifyCustomer;
import dev.ecommercestack.order.lifecycle.Effect.PaymentKind;
import dev.ecommercestack.order.lifecycle.Effect.PublishStatusChange;
import dev.ecommercestack.order.lifecycle.Effect.RecordPayment;
import dev.ecommercestack.order.lifecycle.Effect.RecordRefund;
import dev.ecommercestack.order.lifecycle.Effect.RequestPayment;
import dev.ecommercestack.order.lifecycle.Effect.Template;
import dev.ecommercestack.order.lifecycle.SagaEvent.ChargeSucceeded;
import dev.ecommercestack.order.lifecycle.SagaEvent.Quoted;
import dev.ecommercestack.order.lifecycle.SagaEvent.StockReserved;
import dev.ecommercestack.order.pricing.PricedLine;
import java.util.ArrayList;
import java.util.List;

/**
 * The transition function of an order's saga: state and event determine the next state and the
 * effects. An event that does not fit the state changes nothing, so duplicate and late events are
 * harmless.
 *
 * <p>Each step of a sale asks one service for one thing. When a step fails, the saga goes to {@link
 * SagaStep#COMPENSATING}, where coupon and stock are released, to {@link SagaStep#REFUND_PENDING},
 * where the charge is refunded, and to {@link SagaStep#DONE}. It reaches DONE only when stock,
 * coupon and payment match the status.
 */
public final class Lifecycle {
  private Lifecycle() {}

  /**
   * Returns the transition that an event causes.
   *
   * @param s the state before the event
   * @param event the event
   */
  public static Transition next(SagaState s, SagaEvent event) {
    return switch (event) {
      case StockReserved e when s.step() == SagaStep.RESERVE_STOCK ->
          onStockReserved(s.stock(ReservationState.HELD), e);
      case Quoted e when s.step() == SagaStep.QUOTE -> onQuoted(s.free(e.quote().free()), e);
      case SagaEvent.CouponHeld e when s.step() == SagaStep.HOLD_COUPON ->
          requestPayment(s.coupon(ReservationState.HELD));
      case SagaEvent.ReservationsConfirmed e when s.step() == SagaStep.CONFIRM -> onConfirmed(s);
      case SagaEvent.ReservationsReleased e when s.step() == SagaStep.COMPENSATING -> onReleased(s);
      case SagaEvent.CallRefused e when s.step().forward() -> onRefused(s, e.reason());
      case SagaEvent.CallFailed e -> onCallFailed(s, e.overdue());
      case SagaEvent.ResultTimedOut e -> onTimedOut(s, e.overdue());
      case ChargeSucceeded e -> onCharged(s, e);
      case SagaEvent.ChargeDeclined e when s.payment() == PaymentState.ASKED -> onDeclined(s);
      case SagaEvent.ChargeUnknown e when s.step().awaitsCharge() ->
          Transition.to(s.at(SagaStep.PAYMENT_UNKNOWN));
      case SagaEvent.RefundSucceeded e when s.payment() == PaymentState.REFUND_ASKED ->
          onRefunded(s);
      case SagaEvent.CancelRequested e when cancellable(s) -> onCancelled(s);
      case SagaEvent.Shipped e when s.settled() && s.status() == OrderStatus.CONFIRMED ->
          fulfil(s, OrderStatus.SHIPPED, Template.ORDER_SHIPPED);
      case SagaEvent.Delivered e when s.status() == OrderStatus.SHIPPED ->
          fulfil(s, OrderStatus.DELIVERED, Template.ORDER_DELIVERED);
      default -> Transition.to(s);
    };
  }

  /**
   * Returns whether the customer may cancel the order.
   *
   * @param s the current state
   */
  public static boolean cancellable(SagaState s) {
    return s.step().forward() || (s.settled() && s.status() == OrderStatus.CONFIRMED);
  }

  private static Transition onStockReserved(SagaState s, StockReserved event) {
    return PricedLine.currencies(event.lines()).size() > 1
        ? compensate(s.ending(Ending.rejected(Ending.MIXED_CURRENCIES)))
        : Transition.to(s.at(SagaStep.QUOTE), new Effect.RecordPrices(event.lines()));
  }

  private static Transition onQuoted(SagaState s, Quoted event) {
    Effect total = new Effect.RecordQuote(event.quote());
    if (event.expectedTotal() != null && !event.expectedTotal().equals(event.quote().total())) {
      Transition back = compensate(s.ending(Ending.rejected(Ending.PRICE_CHANGED)));
      return new Transition(back.state(), List.of(total)).and(back.effects());
    }
    Transition next =
        s.withCoupon()
            ? Transition.to(s.coupon(ReservationState.ASKED).at(SagaStep.HOLD_COUPON))
            : requestPayment(s);
    return new Transition(next.state(), List.of(total, new Effect.PublishOrderPlaced()))
        .and(next.effects());
  }

  private static Transition requestPayment(SagaState s) {
    return s.free()
        ? Transition.to(s.at(SagaStep.CONFIRM))
        : Transition.to(
            s.payment(PaymentState.ASKED).at(SagaStep.REQUEST_PAYMENT),
            new RequestPayment(PaymentKind.CHARGE));
  }

  private static Transition onConfirmed(SagaState s) {
    SagaState sold =
        s.stock(ReservationState.USED)
            .coupon(s.withCoupon() ? ReservationState.USED : ReservationState.NONE)
            .status(OrderStatus.CONFIRMED)
            .at(SagaStep.DONE);
    return Transition.to(
        sold,
        new PublishStatusChange(s.status(), OrderStatus.CONFIRMED, null),
        new NotifyCustomer(Template.ORDER_CONFIRMED));
  }

  private static Transition onRefused(SagaState s, String reason) {
    return switch (s.step()) {
      case RESERVE_STOCK ->
          compensate(s.stock(ReservationState.NONE).ending(Ending.rejected(reason)));
      case QUOTE -> compensate(s.ending(Ending.rejected(reason)));
      case HOLD_COUPON ->
          compensate(s.coupon(ReservationState.NONE).ending(Ending.rejected(reason)));
      // Paid, but a reservation has expired: the order took too long, so it is not a rejection.
      case CONFIRM -> compensate(s.ending(Ending.expired(reason)));
      default -> Transition.to(s);
    };
  }

  private static Transition onCallFailed(SagaState s, boolean overdue) {
    if (s.step() == SagaStep.COMPENSATING) {
      // Releasing may take long: publish the final status now instead of after it.
      return publishEnding(s);
    }
    return overdue && s.step().forward() && s.step().activity() == SagaStep.Activity.CALL
        ? compensate(s.ending(Ending.expired(Ending.NOT_COMPLETED_IN_TIME)))
        : Transition.to(s);
  }

  private static Transition onTimedOut(SagaState s, boolean overdue) {
    return switch (s.step()) {
      case REQUEST_PAYMENT, PAYMENT_UNKNOWN ->
          overdue
              ? compensate(s.ending(Ending.expired(Ending.NOT_COMPLETED_IN_TIME)))
                  .and(new RequestPayment(PaymentKind.QUERY))
              : Transition.to(
                  s.at(SagaStep.PAYMENT_UNKNOWN), new RequestPayment(PaymentKind.CHARGE));
      case REFUND_PENDING ->
          Transition.to(
              s,
              new RequestPayment(
                  s.payment() == PaymentState.ASKED ? PaymentKind.QUERY : PaymentKind.REFUND));
      default -> Transition.to(s);
    };
  }

  private static Transition onCharged(SagaState s, ChargeSucceeded event) {
    RecordPayment paid = new RecordPayment(event.amount(), event.reference());
    if (s.step().awaitsCharge()) {
      SagaState charged = s.payment(PaymentState.CHARGED);
      if (event.amountMatches()) {
        return Transition.to(charged.at(SagaStep.CONFIRM), paid);
      }
      Transition back = compensate(charged.ending(Ending.rejected(Ending.CHARGED_AMOUNT_DIFFERS)));
      return new Transition(back.state(), List.of(paid)).and(back.effects());
    }
    // The order was given up or the charge was reported as declined before: refund it.
    boolean late = s.payment() == PaymentState.ASKED || s.payment() == PaymentState.DECLINED;
    if (!late) {
      return Transition.to(s);
    }
    SagaStep step =
        s.step() == SagaStep.COMPENSATING ? SagaStep.COMPENSATING : SagaStep.REFUND_PENDING;
    return Transition.to(
        s.payment(PaymentState.REFUND_ASKED).at(step),
        paid,
        new RequestPayment(PaymentKind.REFUND));
  }

  private static Transition onDeclined(SagaState s) {
    SagaState declined = s.payment(PaymentState.DECLINED);
    return switch (s.step()) {
      case REQUEST_PAYMENT, PAYMENT_UNKNOWN ->
          compensate(declined.ending(Ending.rejected(Ending.PAYMENT_DECLINED)));
      case REFUND_PENDING -> Transition.to(declined.at(SagaStep.DONE));
      default -> Transition.to(declined);
    };
  }

  private static Transition onRefunded(SagaState s) {
    SagaState refunded = s.payment(PaymentState.REFUNDED);
    return Transition.to(
        s.step() == SagaStep.REFUND_PENDING ? refunded.at(SagaStep.DONE) : refunded,
        new RecordRefund(),
        new NotifyCustomer(Template.PAYMENT_REFUNDED));
  }

  private static Transition onCancelled(SagaState s) {
    Transition back = compensate(s.ending(Ending.cancelled()));
    Transition seen = publishEnding(back.state());
    return new Transition(seen.state(), back.effects()).and(seen.effects());
  }

  /** Begins the compensation. The refund is requested first, as it takes the longest. */
  private static Transition compensate(SagaState s) {
    List<Effect> effects = new ArrayList<>();
    SagaState back = s;
    if (s.payment() == PaymentState.CHARGED) {
      back = s.payment(PaymentState.REFUND_ASKED);
      effects.add(new RequestPayment(PaymentKind.REFUND));
    }
    if (s.stock().needsRelease() || s.coupon().needsRelease()) {
      return new Transition(back.at(SagaStep.COMPENSATING), effects);
    }
    Transition rest = onReleased(back);
    effects.addAll(rest.effects());
    return new Transition(rest.state(), effects);
  }

  private static Transition onReleased(SagaState s) {
    SagaState back = s.stock(s.stock().released()).coupon(s.coupon().released());
    return publishEnding(
        back.at(s.payment().awaitsResult() ? SagaStep.REFUND_PENDING : SagaStep.DONE));
  }

  /** Publishes the final status, once. */
  private static Transition publishEnding(SagaState s) {
    Ending ending = s.ending();
    if (ending == null || ending.status() == s.status()) {
      return Transition.to(s);
    }
    return Transition.to(
        s.status(ending.status()),
        new PublishStatusChange(s.status(), ending.status(), ending.reason()),
        new NotifyCustomer(
            ending.status() == OrderStatus.CANCELLED
                ? Template.ORDER_CANCELLED
                : Template.ORDER_REJECTED));
  }

  private static Transition fulfil(SagaState s, OrderStatus status, Template template) {
    return Transition.to(
        s.status(status),
        new PublishStatusChange(s.status(), status, null),
        new NotifyCustomer(template));
  }
}
