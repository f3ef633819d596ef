package dev.ecommercestack.order.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * All that decides how an order goes on.
 *
 * @param status what customers see
 * @param step where the saga stands
 * @param stock what product keeps
 * @param coupon what event keeps
 * @param payment what is known about the money
 * @param withCoupon whether the customer wants to use a coupon
 * @param free whether nothing is to be paid; false until a price was quoted
 * @param ending how it ends when it is not sold; decided before customers see it
 */
public record SagaState(
    OrderStatus status,
    Step step,
    Hold stock,
    Hold coupon,
    PaymentState payment,
    boolean withCoupon,
    boolean free,
    @Nullable Ending ending) {

  /** Returns how an order begins. */
  public static SagaState begin(boolean withCoupon) {
    return new SagaState(
        OrderStatus.PENDING,
        Step.RESERVE_STOCK,
        Hold.ASKED,
        Hold.NONE,
        PaymentState.NONE,
        withCoupon,
        false,
        null);
  }

  /** Returns whether stock, coupon and money are where they belong. */
  public boolean settled() {
    return step == Step.DONE;
  }

  SagaState at(Step next) {
    return new SagaState(status, next, stock, coupon, payment, withCoupon, free, ending);
  }

  SagaState status(OrderStatus next) {
    return new SagaState(next, step, stock, coupon, payment, withCoupon, free, ending);
  }

  SagaState stock(Hold next) {
    return new SagaState(status, step, next, coupon, payment, withCoupon, free, ending);
  }

  SagaState coupon(Hold next) {
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
