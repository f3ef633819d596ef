package dev.ecommercestack.order.results;

import dev.ecommercestack.order.aggregate.Order;
import dev.ecommercestack.order.aggregate.OrderRepository;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.order.saga.Sagas;
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
 * Hears what became of the jobs that order asked for. A result that cannot be about an order of
 * ours is malformed: it goes to the parking lot, where somebody may look at it.
 */
@Component
class ResultListener {
  static final String QUEUE = "results.order";
  private static final String CONSUMER = "order.results";
  private static final Logger log = LoggerFactory.getLogger(ResultListener.class);

  private final Envelopes envelopes;
  private final Inbox inbox;
  private final OrderRepository orders;
  private final Sagas sagas;

  ResultListener(Envelopes envelopes, Inbox inbox, OrderRepository orders, Sagas sagas) {
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
      case "payment-result" -> payment(envelopes.as(envelope, PaymentResult.class).data());
      case "notification-result", "report-result" ->
          log.debug("Nobody waits for {} {}", envelope.type(), envelope.id());
      default -> throw malformed("order does not understand " + envelope.type());
    }
  }

  private void payment(PaymentResult result) {
    if (result.kind() == null || result.outcome() == null) {
      throw malformed("payment-result: kind or outcome is missing");
    }
    // Locked before it is read, so that nobody changes it any more.
    sagas.lock(result.orderId());
    Order order =
        orders
            .findById(result.orderId())
            .filter(o -> o.paymentId().equals(result.paymentId()))
            .orElseThrow(
                () ->
                    malformed(
                        "no order %s with payment %s"
                            .formatted(result.orderId(), result.paymentId())));
    SagaEvent event;
    try {
      event = result.event(order.total());
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("payment-result: " + e.getMessage(), e);
    }
    if (event instanceof SagaEvent.ChargeSucceeded charged && !charged.agreed()) {
      log.error(
          "Order {} costs {} but {} was charged: it is not confirmed, the charge is refunded",
          order.id(),
          order.total(),
          charged.amount());
    }
    if (event instanceof SagaEvent.RefundFailed) {
      log.warn(
          "The refund of order {} is {} ({}); it is asked for again",
          order.id(),
          result.outcome(),
          result.reason());
    }
    sagas.deliver(result.orderId(), event);
  }

  private static MalformedMessageException malformed(String detail) {
    return new MalformedMessageException(detail, new IllegalArgumentException(detail));
  }
}
