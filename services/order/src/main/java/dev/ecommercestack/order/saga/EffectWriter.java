package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.entity.Order;
import dev.ecommercestack.order.entity.OrderRepository;
import dev.ecommercestack.order.lifecycle.Effect;
import dev.ecommercestack.order.notification.NotificationSender;
import dev.ecommercestack.order.notification.OrderEventPublisher;
import dev.ecommercestack.order.payment.PaymentJobSender;
import dev.ecommercestack.platform.message.Correlation;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Carries out the effects of a transition, in the caller's transaction. */
@Component
class EffectWriter {
  private final OrderRepository orders;
  private final OrderEventPublisher events;
  private final PaymentJobSender payments;
  private final NotificationSender notifications;
  private final Clock clock;

  EffectWriter(
      OrderRepository orders,
      OrderEventPublisher events,
      PaymentJobSender payments,
      NotificationSender notifications,
      Clock clock) {
    this.orders = orders;
    this.events = events;
    this.payments = payments;
    this.notifications = notifications;
    this.clock = clock;
  }

  /**
   * Carries out effects in order. The caller holds the lock on the order's saga.
   *
   * @param orderId the id of the order
   * @param effects the effects of one or more transitions
   */
  void write(UUID orderId, List<Effect> effects) {
    if (effects.isEmpty()) {
      return;
    }
    Order order = orders.findById(orderId).orElseThrow();
    Correlation.within(
        order.correlationId(), () -> effects.forEach(effect -> write(order, effect)));
  }

  private void write(Order order, Effect effect) {
    switch (effect) {
      case Effect.RecordPrices e -> order.recordPrices(e.lines());
      case Effect.RecordQuote e -> order.recordQuote(e.quote());
      case Effect.RequestPayment e -> payments.send(order, e.kind());
      case Effect.RecordPayment e -> order.recordPayment(e.amount(), e.reference());
      case Effect.RecordRefund e -> order.recordRefund();
      case Effect.PublishOrderPlaced e -> events.publishPlaced(order);
      case Effect.PublishStatusChange e -> {
        order.changeStatus(e.to(), e.reason(), clock.instant());
        events.publishStatusChanged(order, e.from(), e.to(), e.reason());
      }
      case Effect.NotifyCustomer e -> notifications.send(order, e.template());
    }
  }
}
