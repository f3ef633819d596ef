package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.entity.Order;
import dev.ecommercestack.order.entity.OrderRepository;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.order.payment.PaymentResult;
import dev.ecommercestack.platform.inbox.Inbox;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.MalformedMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Receives the results of the jobs that order sent to the worker. A result that fits no order goes
 * to the parking lot, where an administrator can read it.
 */
@Component
class WorkerResultListener {
  static final String QUEUE = "results.order";
  private static final String CONSUMER = "order.results";
  private static final Logger log = LoggerFactory.getLogger(WorkerResultListener.class);

  private final Envelopes envelopes;
  private final Inbox inbox;
  private final OrderRepository orders;
  private final SagaService sagas;

  WorkerResultListener(
      Envelopes envelopes, Inbox inbox, OrderRepository orders, SagaService sagas) {
    this.envelopes = envelopes;
    this.inbox = inbox;
    this.orders = orders;
    this.sagas = sagas;
  }

  @RabbitListener(queues = QUEUE, concurrency = "2")
  void receive(Message message) {
    Envelope<JsonNode> envelope = envelopes.read(message.getBody());
    inbox.once(envelope, CONSUMER, () -> handle(envelope));
  }

  private void handle(Envelope<JsonNode> envelope) {
    switch (envelope.type()) {
      case "payment-result" -> handlePayment(envelopes.as(envelope, PaymentResult.class).data());
      case "notification-result", "report-result" ->
          log.debug("Ignored {} {}", envelope.type(), envelope.id());
      default -> throw malformed("order does not know the message type " + envelope.type());
    }
  }

  private void handlePayment(PaymentResult result) {
    if (result.kind() == null || result.outcome() == null) {
      throw malformed("payment-result: kind or outcome is missing");
    }
    // The order is locked before it is read, so that it does not change in between.
    sagas.lock(result.orderId());
    Order order =
        orders
            .findById(result.orderId())
            .filter(o -> o.paymentId().equals(result.paymentId()))
            .orElseThrow(
                () ->
                    malformed(
                        "there is no order %s with payment %s"
                            .formatted(result.orderId(), result.paymentId())));
    SagaEvent event;
    try {
      event = result.toEvent(order.total());
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("payment-result: " + e.getMessage(), e);
    }
    if (event instanceof SagaEvent.ChargeSucceeded charged && !charged.amountMatches()) {
      log.error(
          "Order {} costs {} but {} was charged: the order is rejected and the charge is refunded",
          order.id(),
          order.total(),
          charged.amount());
    }
    if (event instanceof SagaEvent.RefundFailed) {
      log.warn(
          "The refund of order {} has the result {} ({}); it is requested again",
          order.id(),
          result.outcome(),
          result.reason());
    }
    sagas.handle(result.orderId(), event);
  }

  private static MalformedMessageException malformed(String detail) {
    return new MalformedMessageException(detail, new IllegalArgumentException(detail));
  }
}
