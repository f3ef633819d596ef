package dev.ecommercestack.order.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * The state of an order's saga: all that the next transition depends on.
 *
 * @param status the status that customers see
 * @param step the current step
 * @param stock the reservation of the stock at product
 * @param coupon the reservation of the coupon at event
 * @param payment what is known about the payment
 * @param withCoupon whether the order uses a coupon
 * @param free whether the total is zero; false until the order has a price
 * @param ending the final status of an order that is not sold, decided before customers see it;
 *     null while the order may still be sold
 */
public record SagaState(
    OrderStatus status,
    SagaStep step,
    ReservationState stock,
    ReservationState coupon,
    PaymentState payment,
    boolean withCoupon,
    boolean free,
    @Nullable Ending ending) {

  /**
   * Returns the state of a new order.
   *
   * @param withCoupon whether the order uses a coupon
   */
  public static SagaState initial(boolean withCoupon) {
    return new SagaState(
        OrderStatus.PENDING,
        SagaStep.RESERVE_STOCK,
        ReservationState.ASKED,
        ReservationState.NONE,
        PaymentState.NONE,
        withCoupon,
        false,
        null);
  }

  /** Returns whether stock, coupon and payment match the status, so that nothing is left to do. */
  public boolean settled() {
    return step == SagaStep.DONE;
  }

  SagaState at(SagaStep next) {
    return new SagaState(status, next, stock, coupon, payment, withCoupon, free, ending);
  }

  SagaState status(OrderStatus next) {
    return new SagaState(next, step, stock, coupon, payment, withCoupon, free, ending);
  }

  SagaState stock(ReservationState next) {
    return new SagaState(status, step, next, coupon, payment, withCoupon, free, ending);
  }

  SagaState coupon(ReservationState next) {
    return new SagaState(status, step, stock, next, payment, withCoupon, free, ending);
  }

  SagaState payment(PaymentState next) {
    return new SagaState(status, step, stock, coupon, next, withCoupon, free, ending);
  }

  SagaState free(boolean next) {
    return new SagaState(status, step, stock, coupon, payment, withCoupon, next, ending);
  }

  SagaState ending(Ending next) {
    return new SagaState(status, step, stock, coupon, payment, withCoupon, free, next);
  }
}
