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
 * Releases the coupons of orders that were rejected, cancelled or have expired. The order service
 * releases them itself; this is for the case that it could not. A second release changes nothing.
 */
@Component
class OrderStatusListener {
  private static final String TYPE = "order-status-changed";

  private final Envelopes envelopes;
  private final Coupons coupons;

  OrderStatusListener(Envelopes envelopes, Coupons coupons) {
    this.envelopes = envelopes;
    this.coupons = coupons;
  }

  /**
   * The part of the data of {@code order-status-changed} that is used here.
   *
   * @param orderId the id of the order
   * @param to the new status of the order
   */
  record OrderStatusChanged(UUID orderId, String to) {}

  @KafkaListener(topics = "order.events.v1", groupId = "event.orders")
  void onMessage(ConsumerRecord<String, byte[]> message) {
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
