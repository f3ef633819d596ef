package dev.ecommercestack.order.payment;

import dev.ecommercestack.order.WorkerRouting;
import dev.ecommercestack.order.entity.Order;
import dev.ecommercestack.order.lifecycle.Effect.PaymentKind;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.outbox.Outbox;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Sends payment jobs to the worker through the outbox, in the caller's transaction. */
@Component
public class PaymentJobSender {
  private final Outbox outbox;

  PaymentJobSender(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Asks the worker to charge, query or refund the payment of an order. A refund gives back the
   * amount that was charged; the other kinds name the order's total.
   *
   * @param order the order that is paid; it has a price
   * @param kind what the payment provider is asked to do
   */
  public void send(Order order, PaymentKind kind) {
    Money amount =
        kind == PaymentKind.REFUND
            ? order.paidMoney()
            : Objects.requireNonNull(order.total(), "the order has no price yet");
    PaymentJob job =
        new PaymentJob(
            Uuid7.next(),
            kind,
            order.paymentId(),
            order.id(),
            order.userId(),
            amount,
            WorkerRouting.REPLY_TO);
    outbox.job(WorkerRouting.JOBS_EXCHANGE, "payment", Message.of("payment-job", order.id(), job));
  }
}
