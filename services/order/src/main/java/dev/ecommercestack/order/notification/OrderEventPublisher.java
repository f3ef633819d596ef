package dev.ecommercestack.order.notification;

import dev.ecommercestack.order.entity.Order;
import dev.ecommercestack.order.entity.OrderLine;
import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.outbox.Outbox;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Publishes events about orders through the outbox, in the caller's transaction. */
@Component
public class OrderEventPublisher {
  private static final String ORDER_EVENTS_TOPIC = "order.events.v1";

  private final Outbox outbox;

  OrderEventPublisher(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Publishes {@code order-placed}.
   *
   * @param order the order that was accepted for processing; it has a price
   */
  public void publishPlaced(Order order) {
    Money couponDiscount = order.couponDiscount();
    publish(
        "order-placed",
        order,
        new OrderPlaced(
            order.id(),
            order.userId(),
            order.lines().stream().map(line -> line(order, line)).toList(),
            couponDiscount == null ? null : order.couponId(),
            couponDiscount,
            requirePrice(order.total())));
  }

  /**
   * Publishes {@code order-status-changed}.
   *
   * @param order the order whose status changed
   * @param from the status before
   * @param to the status now
   * @param reason the code of the reason; required if the order was rejected, else not published
   */
  public void publishStatusChanged(
      Order order, OrderStatus from, OrderStatus to, @Nullable String reason) {
    String code =
        to == OrderStatus.REJECTED
            ? Objects.requireNonNull(reason, "a rejection needs a reason").toUpperCase(Locale.ROOT)
            : null;
    publish(
        "order-status-changed",
        order,
        new OrderStatusChanged(order.id(), order.userId(), from, to, code));
  }

  private void publish(String type, Order order, Object data) {
    outbox.fact(ORDER_EVENTS_TOPIC, Message.of(type, order.id(), data));
  }

  private static OrderPlaced.PlacedLine line(Order order, OrderLine line) {
    return new OrderPlaced.PlacedLine(
        line.productId(),
        Objects.requireNonNull(line.sku()),
        line.quantity(),
        requirePrice(order.money(line.unitPrice())),
        line.discountId(),
        requirePrice(order.money(line.discount())),
        order.couponId() == null ? null : order.money(line.couponDiscount()));
  }

  private static Money requirePrice(@Nullable Money amount) {
    return Objects.requireNonNull(amount, "the order has no price yet");
  }
}
