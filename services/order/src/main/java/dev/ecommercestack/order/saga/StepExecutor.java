package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.OrderSettings;
import dev.ecommercestack.order.client.PromotionClient;
import dev.ecommercestack.order.client.RefusedException;
import dev.ecommercestack.order.client.StockClient;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.order.lifecycle.SagaStep;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Executes the current step of a saga and returns the event that results from it. A step may be
 * executed again: the called services ignore repetitions.
 */
@Component
class StepExecutor {
  private static final Logger log = LoggerFactory.getLogger(StepExecutor.class);

  private final StockClient stock;
  private final PromotionClient promotions;
  private final OrderReader orders;
  private final OrderSettings.Saga settings;

  StepExecutor(
      StockClient stock, PromotionClient promotions, OrderReader orders, OrderSettings settings) {
    this.stock = stock;
    this.promotions = promotions;
    this.orders = orders;
    this.settings = settings.saga();
  }

  /**
   * Executes the current step. An exception other than a refusal becomes {@link
   * SagaEvent.CallFailed}, and the step is repeated.
   *
   * @param lease the lease of the saga
   */
  SagaEvent execute(SagaLease lease) {
    SagaStep step = lease.state().step();
    if (step.activity() == SagaStep.Activity.WAIT) {
      return new SagaEvent.ResultTimedOut(lease.overdue());
    }
    if (lease.cancelRequested() && step.forward()) {
      return new SagaEvent.CallFailed(false);
    }
    if (lease.overdue() && step.beforePayment()) {
      return new SagaEvent.CallFailed(true);
    }
    try {
      return call(lease);
    } catch (RefusedException e) {
      log.info("Step {} of order {} was refused: {}", step, lease.orderId(), e.getMessage());
      return new SagaEvent.CallRefused(e.reason());
    } catch (RuntimeException e) {
      log.warn(
          "Step {} of order {} failed and will be repeated: {}",
          step,
          lease.orderId(),
          e.toString());
      return new SagaEvent.CallFailed(lease.overdue());
    }
  }

  private SagaEvent call(SagaLease lease) throws RefusedException {
    UUID orderId = lease.orderId();
    OrderReader.OrderDetails order = orders.details(orderId);
    return switch (lease.state().step()) {
      case RESERVE_STOCK ->
          new SagaEvent.StockReserved(
              stock.reserve(orderId, order.items(), settings.reservationDuration()));
      case QUOTE ->
          new SagaEvent.Quoted(
              promotions.quote(order.userId(), orders.pricedLines(orderId), order.couponId()),
              order.expectedTotal());
      case HOLD_COUPON -> {
        promotions.hold(
            couponId(order),
            orderId,
            order.userId(),
            settings.reservationDuration(),
            Objects.requireNonNull(order.couponDiscount(), "an order with a quote"));
        yield new SagaEvent.CouponHeld();
      }
      case CONFIRM -> {
        stock.confirm(orderId);
        if (lease.state().withCoupon()) {
          promotions.redeem(couponId(order), orderId);
        }
        yield new SagaEvent.ReservationsConfirmed();
      }
      case COMPENSATING -> {
        if (lease.state().coupon().needsRelease()) {
          promotions.release(couponId(order), orderId);
        }
        if (lease.state().stock().needsRelease()) {
          stock.release(orderId);
        }
        yield new SagaEvent.ReservationsReleased();
      }
      case REQUEST_PAYMENT, PAYMENT_UNKNOWN, REFUND_PENDING, DONE ->
          throw new IllegalStateException("Step " + lease.state().step() + " calls no service");
    };
  }

  private static UUID couponId(OrderReader.OrderDetails order) {
    return Objects.requireNonNull(order.couponId(), "an order with a coupon");
  }
}
