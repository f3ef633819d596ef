package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.aggregate.Order;
import dev.ecommercestack.order.aggregate.OrderRepository;
import dev.ecommercestack.order.lifecycle.Effect;
import dev.ecommercestack.order.messages.OrderMessages;
import dev.ecommercestack.platform.message.Correlation;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings effects about, in the caller's transaction. */
@Component
class EffectWriter {
  private final OrderRepository orders;
  private final OrderMessages messages;
  private final Clock clock;

  EffectWriter(OrderRepository orders, OrderMessages messages, Clock clock) {
    this.orders = orders;
    this.messages = messages;
    this.clock = clock;
  }

  /** Writes effects in order. The caller has the lock on the order's saga. */
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
      case Effect.Price e -> order.price(e.lines());
      case Effect.Total e -> order.quote(e.quote());
      case Effect.AskPayment e -> messages.askPayment(order, e.kind());
      case Effect.RecordPaid e -> order.paid(e.amount(), e.reference());
      case Effect.RecordRefunded e -> order.refund();
      case Effect.AnnouncePlaced e -> messages.placed(order);
      case Effect.Announce e -> {
        order.status(e.to(), e.reason(), clock.instant());
        messages.statusChanged(order, e.from(), e.to(), e.reason());
      }
      case Effect.Notify e -> messages.notify(order, e.template());
    }
  }
}
