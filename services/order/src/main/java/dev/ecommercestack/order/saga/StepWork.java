package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.OrderSettings;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.order.lifecycle.Step;
import dev.ecommercestack.order.remote.Promotions;
import dev.ecommercestack.order.remote.RefusedException;
import dev.ecommercestack.order.remote.Stock;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does the work of a step and says what came of it. Every step may be done twice. */
@Component
class StepWork {
  private static final Logger log = LoggerFactory.getLogger(StepWork.class);

  private final Stock stock;
  private final Promotions promotions;
  private final Goods goods;
  private final OrderSettings.Saga settings;

  StepWork(Stock stock, Promotions promotions, Goods goods, OrderSettings settings) {
    this.stock = stock;
    this.promotions = promotions;
    this.goods = goods;
    this.settings = settings.saga();
  }

  /** Does a step. Whatever fails without being refused is a fault: it is tried again. */
  SagaEvent perform(Claim claim) {
    Step step = claim.state().step();
    if (step.kind() == Step.Kind.WAIT) {
      return new SagaEvent.TimedOut(claim.overdue());
    }
    if (claim.cancelRequested() && step.forward()) {
      return new SagaEvent.Fault(false);
    }
    if (claim.overdue() && step.beforePayment()) {
      return new SagaEvent.Fault(true);
    }
    try {
      return call(claim);
    } catch (RefusedException e) {
      log.info("Order {}, {}: {}", claim.orderId(), step, e.getMessage());
      return new SagaEvent.Refused(e.reason());
    } catch (RuntimeException e) {
      log.warn("Order {}, {} failed and is tried again: {}", claim.orderId(), step, e.toString());
      return new SagaEvent.Fault(claim.overdue());
    }
  }

  private SagaEvent call(Claim claim) throws RefusedException {
    UUID orderId = claim.orderId();
    Goods.Request request = goods.of(orderId);
    return switch (claim.state().step()) {
      case RESERVE_STOCK ->
          new SagaEvent.StockReserved(stock.reserve(orderId, request.wanted(), settings.hold()));
      case QUOTE ->
          new SagaEvent.Quoted(
              promotions.quote(request.userId(), goods.priced(orderId), request.couponId()),
              request.expectedTotal());
      case HOLD_COUPON -> {
        promotions.hold(
            coupon(request),
            orderId,
            request.userId(),
            settings.hold(),
            Objects.requireNonNull(request.couponDiscount(), "an order with a quote"));
        yield new SagaEvent.CouponHeld();
      }
      case CONFIRM -> {
        stock.confirm(orderId);
        if (claim.state().withCoupon()) {
          promotions.redeem(coupon(request), orderId);
        }
        yield new SagaEvent.Confirmed();
      }
      case COMPENSATING -> {
        if (claim.state().coupon().open()) {
          promotions.release(coupon(request), orderId);
        }
        if (claim.state().stock().open()) {
          stock.release(orderId);
        }
        yield new SagaEvent.Released();
      }
      case REQUEST_PAYMENT, PAYMENT_UNKNOWN, REFUND_PENDING, DONE ->
          throw new IllegalStateException("Nothing to call in " + claim.state().step());
    };
  }

  private static UUID coupon(Goods.Request request) {
    return Objects.requireNonNull(request.couponId(), "an order with a coupon");
  }
}
