package dev.ecommercestack.order.lifecycle;

import dev.ecommercestack.order.lifecycle.Effect.Announce;
import dev.ecommercestack.order.lifecycle.Effect.AskPayment;
import dev.ecommercestack.order.lifecycle.Effect.Notify;
import dev.ecommercestack.order.lifecycle.Effect.PaymentKind;
import dev.ecommercestack.order.lifecycle.Effect.RecordPaid;
import dev.ecommercestack.order.lifecycle.Effect.RecordRefunded;
import dev.ecommercestack.order.lifecycle.Effect.Template;
import dev.ecommercestack.order.lifecycle.SagaEvent.ChargeSucceeded;
import dev.ecommercestack.order.lifecycle.SagaEvent.Quoted;
import dev.ecommercestack.order.lifecycle.SagaEvent.StockReserved;
import dev.ecommercestack.order.pricing.PricedLine;
import java.util.ArrayList;
import java.util.List;

/**
 * The transition function of an order: state and event give the next state and what it brings
 * about. An event that does not fit the state changes nothing, so whatever comes twice or too late
 * is harmless.
 *
 * <p>On the way to a sale each step asks one other party for one thing. From each of them the only
 * other way leads through {@link Step#COMPENSATING}, where coupon and goods are given back, and
 * {@link Step#REFUND_PENDING}, where money is, to {@link Step#DONE}: that step is reached only when
 * all three balance.
 */
public final class Lifecycle {
  private Lifecycle() {}

  /** Returns what follows from an event. */
  public static Transition next(SagaState s, SagaEvent event) {
    return switch (event) {
      case StockReserved e when s.step() == Step.RESERVE_STOCK -> reserved(s.stock(Hold.HELD), e);
      case Quoted e when s.step() == Step.QUOTE -> quoted(s.free(e.quote().free()), e);
      case SagaEvent.CouponHeld e when s.step() == Step.HOLD_COUPON ->
          askPayment(s.coupon(Hold.HELD));
      case SagaEvent.Confirmed e when s.step() == Step.CONFIRM -> confirmed(s);
      case SagaEvent.Released e when s.step() == Step.COMPENSATING -> released(s);
      case SagaEvent.Refused e when s.step().forward() -> refused(s, e.reason());
      case SagaEvent.Fault e -> fault(s, e.overdue());
      case SagaEvent.TimedOut e -> timedOut(s, e.overdue());
      case ChargeSucceeded e -> charged(s, e);
      case SagaEvent.ChargeDeclined e when s.payment() == PaymentState.ASKED -> declined(s);
      case SagaEvent.ChargeUnknown e when s.step().awaitsCharge() ->
          Transition.to(s.at(Step.PAYMENT_UNKNOWN));
      case SagaEvent.RefundSucceeded e when s.payment() == PaymentState.REFUND_ASKED -> refunded(s);
      case SagaEvent.CancelRequested e when cancellable(s) -> cancelled(s);
      case SagaEvent.Shipped e when s.settled() && s.status() == OrderStatus.CONFIRMED ->
          fulfilled(s, OrderStatus.SHIPPED, Template.ORDER_SHIPPED);
      case SagaEvent.Delivered e when s.status() == OrderStatus.SHIPPED ->
          fulfilled(s, OrderStatus.DELIVERED, Template.ORDER_DELIVERED);
      default -> Transition.to(s);
    };
  }

  /** Returns whether a customer may still cancel. */
  public static boolean cancellable(SagaState s) {
    return s.step().forward() || (s.settled() && s.status() == OrderStatus.CONFIRMED);
  }

  private static Transition reserved(SagaState s, StockReserved event) {
    return PricedLine.currencies(event.lines()).size() > 1
        ? giveBack(s.ending(Ending.rejected(Ending.MIXED_CURRENCIES)))
        : Transition.to(s.at(Step.QUOTE), new Effect.Price(event.lines()));
  }

  private static Transition quoted(SagaState s, Quoted event) {
    Effect total = new Effect.Total(event.quote());
    if (event.expectedTotal() != null && !event.expectedTotal().equals(event.quote().total())) {
      Transition back = giveBack(s.ending(Ending.rejected(Ending.PRICE_CHANGED)));
      return new Transition(back.state(), List.of(total)).and(back.effects());
    }
    Transition next =
        s.withCoupon() ? Transition.to(s.coupon(Hold.ASKED).at(Step.HOLD_COUPON)) : askPayment(s);
    return new Transition(next.state(), List.of(total, new Effect.AnnouncePlaced()))
        .and(next.effects());
  }

  private static Transition askPayment(SagaState s) {
    return s.free()
        ? Transition.to(s.at(Step.CONFIRM))
        : Transition.to(
            s.payment(PaymentState.ASKED).at(Step.REQUEST_PAYMENT),
            new AskPayment(PaymentKind.CHARGE));
  }

  private static Transition confirmed(SagaState s) {
    SagaState sold =
        s.stock(Hold.USED)
            .coupon(s.withCoupon() ? Hold.USED : Hold.NONE)
            .status(OrderStatus.CONFIRMED)
            .at(Step.DONE);
    return Transition.to(
        sold,
        new Announce(s.status(), OrderStatus.CONFIRMED, null),
        new Notify(Template.ORDER_CONFIRMED));
  }

  private static Transition refused(SagaState s, String reason) {
    return switch (s.step()) {
      case RESERVE_STOCK -> giveBack(s.stock(Hold.NONE).ending(Ending.rejected(reason)));
      case QUOTE -> giveBack(s.ending(Ending.rejected(reason)));
      case HOLD_COUPON -> giveBack(s.coupon(Hold.NONE).ending(Ending.rejected(reason)));
      // Paid, but what was kept was not kept long enough: nobody's refusal, it took too long.
      case CONFIRM -> giveBack(s.ending(Ending.expired(reason)));
      default -> Transition.to(s);
    };
  }

  private static Transition fault(SagaState s, boolean overdue) {
    if (s.step() == Step.COMPENSATING) {
      // It may take long now; whoever waits for the answer need not.
      return announced(s);
    }
    return overdue && s.step().forward() && s.step().kind() == Step.Kind.CALL
        ? giveBack(s.ending(Ending.expired(Ending.NOT_IN_TIME)))
        : Transition.to(s);
  }

  private static Transition timedOut(SagaState s, boolean overdue) {
    return switch (s.step()) {
      case REQUEST_PAYMENT, PAYMENT_UNKNOWN ->
          overdue
              ? giveBack(s.ending(Ending.expired(Ending.NOT_IN_TIME)))
                  .and(new AskPayment(PaymentKind.QUERY))
              : Transition.to(s.at(Step.PAYMENT_UNKNOWN), new AskPayment(PaymentKind.CHARGE));
      case REFUND_PENDING ->
          Transition.to(
              s,
              new AskPayment(
                  s.payment() == PaymentState.ASKED ? PaymentKind.QUERY : PaymentKind.REFUND));
      default -> Transition.to(s);
    };
  }

  private static Transition charged(SagaState s, ChargeSucceeded event) {
    RecordPaid paid = new RecordPaid(event.amount(), event.reference());
    if (s.step().awaitsCharge()) {
      SagaState charged = s.payment(PaymentState.CHARGED);
      if (event.agreed()) {
        return Transition.to(charged.at(Step.CONFIRM), paid);
      }
      Transition back = giveBack(charged.ending(Ending.rejected(Ending.CHARGED_AMOUNT_DIFFERS)));
      return new Transition(back.state(), List.of(paid)).and(back.effects());
    }
    // Given up already, or believed to be declined: the money goes back.
    boolean late = s.payment() == PaymentState.ASKED || s.payment() == PaymentState.DECLINED;
    if (!late) {
      return Transition.to(s);
    }
    Step step = s.step() == Step.COMPENSATING ? Step.COMPENSATING : Step.REFUND_PENDING;
    return Transition.to(
        s.payment(PaymentState.REFUND_ASKED).at(step), paid, new AskPayment(PaymentKind.REFUND));
  }

  private static Transition declined(SagaState s) {
    SagaState declined = s.payment(PaymentState.DECLINED);
    return switch (s.step()) {
      case REQUEST_PAYMENT, PAYMENT_UNKNOWN ->
          giveBack(declined.ending(Ending.rejected(Ending.PAYMENT_DECLINED)));
      case REFUND_PENDING -> Transition.to(declined.at(Step.DONE));
      default -> Transition.to(declined);
    };
  }

  private static Transition refunded(SagaState s) {
    SagaState refunded = s.payment(PaymentState.REFUNDED);
    return Transition.to(
        s.step() == Step.REFUND_PENDING ? refunded.at(Step.DONE) : refunded,
        new RecordRefunded(),
        new Notify(Template.PAYMENT_REFUNDED));
  }

  private static Transition cancelled(SagaState s) {
    Transition back = giveBack(s.ending(Ending.cancelled()));
    Transition seen = announced(back.state());
    return new Transition(seen.state(), back.effects()).and(seen.effects());
  }

  /** Turns round. The refund is asked for at once, as it takes the longest. */
  private static Transition giveBack(SagaState s) {
    List<Effect> effects = new ArrayList<>();
    SagaState back = s;
    if (s.payment() == PaymentState.CHARGED) {
      back = s.payment(PaymentState.REFUND_ASKED);
      effects.add(new AskPayment(PaymentKind.REFUND));
    }
    if (s.stock().open() || s.coupon().open()) {
      return new Transition(back.at(Step.COMPENSATING), effects);
    }
    Transition rest = released(back);
    effects.addAll(rest.effects());
    return new Transition(rest.state(), effects);
  }

  private static Transition released(SagaState s) {
    SagaState back = s.stock(s.stock().returned()).coupon(s.coupon().returned());
    return announced(back.at(s.payment().open() ? Step.REFUND_PENDING : Step.DONE));
  }

  /** Lets everybody see how it ends, once. */
  private static Transition announced(SagaState s) {
    Ending ending = s.ending();
    if (ending == null || ending.status() == s.status()) {
      return Transition.to(s);
    }
    return Transition.to(
        s.status(ending.status()),
        new Announce(s.status(), ending.status(), ending.reason()),
        new Notify(
            ending.status() == OrderStatus.CANCELLED
                ? Template.ORDER_CANCELLED
                : Template.ORDER_REJECTED));
  }

  private static Transition fulfilled(SagaState s, OrderStatus status, Template template) {
    return Transition.to(
        s.status(status), new Announce(s.status(), status, null), new Notify(template));
  }
}
