package dev.ecommercestack.event.coupon;

import dev.ecommercestack.event.coupon.CouponReleased.Reason;
import dev.ecommercestack.platform.message.Correlation;
import dev.ecommercestack.platform.message.Envelopes;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Hears of orders that have come to nothing. The order service gives their coupons back itself; if
 * it never could, this does. To do it twice changes nothing.
 */
@Component
class OrderFacts {
  private static final String TYPE = "order-status-changed";

  private final Envelopes envelopes;
  private final Coupons coupons;

  OrderFacts(Envelopes envelopes, Coupons coupons) {
    this.envelopes = envelopes;
    this.coupons = coupons;
  }

  /**
   * What is read of the message's data.
   *
   * @param orderId the order
   * @param to its new status
   */
  record OrderStatusChanged(UUID orderId, String to) {}

  @KafkaListener(topics = "order.events.v1", groupId = "event.orders")
  void hear(ConsumerRecord<String, byte[]> message) {
    var envelope = envelopes.read(message.value());
    if (!envelope.type().equals(TYPE)) {
      return;
    }
    OrderStatusChanged change = envelopes.as(envelope, OrderStatusChanged.class).data();
    reason(change.to())
        .ifPresent(
            reason ->
                Correlation.within(
                    envelope.correlationId(),
                    () -> coupons.releaseAllOf(change.orderId(), reason)));
  }

  private static Optional<Reason> reason(String status) {
    return switch (status) {
      case "REJECTED" -> Optional.of(Reason.ORDER_REJECTED);
      case "CANCELLED" -> Optional.of(Reason.ORDER_CANCELLED);
      case "EXPIRED" -> Optional.of(Reason.ORDER_EXPIRED);
      default -> Optional.empty();
    };
  }
}
