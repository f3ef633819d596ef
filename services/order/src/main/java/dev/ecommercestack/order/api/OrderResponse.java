package dev.ecommercestack.order.api;

import dev.ecommercestack.order.aggregate.Order;
import dev.ecommercestack.order.aggregate.OrderDiscount;
import dev.ecommercestack.order.aggregate.OrderLine;
import dev.ecommercestack.order.aggregate.ShippingAddress;
import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.order.lifecycle.PaymentState;
import dev.ecommercestack.order.lifecycle.SagaState;
import dev.ecommercestack.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order. Prices are absent until the goods are reserved.
 *
 * @param id its id
 * @param userId whose
 * @param status where it stands
 * @param reason why it was rejected or expired, a stable code
 * @param reasonDetail the same in a sentence with products and prices; absent where the code says
 *     enough
 * @param settled whether stock, coupon and money are where they belong; for a while after a
 *     cancellation they are not
 * @param items what was ordered
 * @param subtotal before discounts
 * @param discounts always-on ones that applied
 * @param couponId the coupon that is used
 * @param couponDiscount what it takes off
 * @param total what is to be paid
 * @param expectedTotal what the customer agreed to pay; absent in orders of versions that did not
 *     ask for it
 * @param payment where the money is
 * @param shippingAddress where the goods go
 * @param placedAt when it was placed
 * @param updatedAt when a customer last saw a change
 */
record OrderResponse(
    UUID id,
    UUID userId,
    OrderStatus status,
    @Nullable String reason,
    @Nullable String reasonDetail,
    boolean settled,
    List<Item> items,
    @Nullable Money subtotal,
    List<Discount> discounts,
    @Nullable UUID couponId,
    @Nullable Money couponDiscount,
    @Nullable Money total,
    @Nullable Money expectedTotal,
    Payment payment,
    ShippingAddress shippingAddress,
    Instant placedAt,
    Instant updatedAt) {

  /**
   * One product.
   *
   * @param expectedUnitPrice what one piece cost when the order was placed; absent if that is not
   *     known
   * @param discountId id of the always-on discount; absent if none applies
   * @param discount what it takes off all pieces
   * @param couponDiscount this item's part of the order's {@code couponDiscount}; absent without a
   *     coupon
   */
  record Item(
      UUID productId,
      int quantity,
      @Nullable String sku,
      @Nullable String name,
      @Nullable Money expectedUnitPrice,
      @Nullable Money unitPrice,
      @Nullable UUID discountId,
      @Nullable Money discount,
      @Nullable Money couponDiscount) {}

  /** A discount that applied. */
  record Discount(UUID discountId, String name, Money amount) {}

  /** Where the money is. */
  enum Payment {
    /** Nothing was charged. */
    NONE,
    /** A charge was asked for. */
    PENDING,
    DECLINED,
    PAID,
    /** It is on its way back. */
    REFUNDING,
    REFUNDED;

    static Payment of(PaymentState state) {
      return switch (state) {
        case NONE -> NONE;
        case ASKED -> PENDING;
        case DECLINED -> DECLINED;
        case CHARGED -> PAID;
        case REFUND_ASKED -> REFUNDING;
        case REFUNDED -> REFUNDED;
      };
    }
  }

  static OrderResponse of(Order order, SagaState saga) {
    return new OrderResponse(
        order.id(),
        order.userId(),
        order.status(),
        order.reason(),
        ReasonDetail.of(order),
        saga.settled(),
        order.lines().stream().map(line -> item(order, line)).toList(),
        order.subtotal(),
        order.discounts().stream().map(discount -> discount(order, discount)).toList(),
        order.couponId(),
        order.couponDiscount(),
        order.total(),
        order.expectedTotal(),
        Payment.of(saga.payment()),
        order.shippingAddress(),
        order.placedAt(),
        order.updatedAt());
  }

  private static Item item(Order order, OrderLine line) {
    return new Item(
        line.productId(),
        line.quantity(),
        line.sku(),
        line.name(),
        order.expected(line.expectedUnitPrice()),
        order.money(line.unitPrice()),
        line.discountId(),
        order.money(line.discount()),
        order.couponId() == null ? null : order.money(line.couponDiscount()));
  }

  private static Discount discount(Order order, OrderDiscount discount) {
    return new Discount(
        discount.discountId(),
        discount.name(),
        Objects.requireNonNull(order.money(discount.amount())));
  }
}
