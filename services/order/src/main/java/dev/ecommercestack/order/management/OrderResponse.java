package dev.ecommercestack.order.management;

import dev.ecommercestack.order.entity.Order;
import dev.ecommercestack.order.entity.OrderDiscount;
import dev.ecommercestack.order.entity.OrderLine;
import dev.ecommercestack.order.entity.ShippingAddress;
import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.order.lifecycle.PaymentState;
import dev.ecommercestack.order.lifecycle.SagaState;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.version.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order. Prices are absent until the stock is reserved.
 *
 * @param id the id of the order
 * @param userId the id of the customer
 * @param status the status of the order
 * @param reason a stable code of the reason why the order was rejected or expired; else absent
 * @param reasonDetail the reason in a sentence with products and prices; absent if the code says
 *     enough
 * @param settled whether stock, coupon and payment match the status; false for a while after a
 *     cancellation
 * @param items the ordered products
 * @param subtotal the sum of the prices before discounts
 * @param discounts the always-on discounts that applied
 * @param couponId the id of the coupon that is used; absent without one
 * @param couponDiscount the amount that the coupon takes off; absent without one
 * @param total the amount to be paid
 * @param expectedTotal the total that the customer agreed to pay; absent in orders of versions that
 *     did not ask for it
 * @param payment the state of the payment
 * @param shippingAddress the address that the goods are sent to
 * @param version the number of changes, from 0; steps of the order's processing count too
 * @param placedAt the time when the order was placed
 * @param updatedAt the time of the last change that customers see
 */
record OrderResponse(
    UUID id,
    UUID userId,
    OrderStatus status,
    @Nullable String reason,
    @Nullable String reasonDetail,
    boolean settled,
    List<OrderItem> items,
    @Nullable Money subtotal,
    List<Discount> discounts,
    @Nullable UUID couponId,
    @Nullable Money couponDiscount,
    @Nullable Money total,
    @Nullable Money expectedTotal,
    Payment payment,
    ShippingAddress shippingAddress,
    long version,
    Instant placedAt,
    Instant updatedAt)
    implements Versioned {

  /**
   * One product of the order.
   *
   * @param productId the id of the product
   * @param quantity the number of pieces
   * @param sku the product's stock keeping unit
   * @param name the product's name
   * @param expectedUnitPrice the price of one piece when the order was placed; absent if unknown
   * @param unitPrice the price of one piece when the stock was reserved
   * @param discountId the id of the always-on discount; absent if none applies
   * @param discount the amount that this discount takes off all pieces
   * @param couponDiscount this item's part of the order's {@code couponDiscount}; absent without a
   *     coupon
   */
  record OrderItem(
      UUID productId,
      int quantity,
      @Nullable String sku,
      @Nullable String name,
      @Nullable Money expectedUnitPrice,
      @Nullable Money unitPrice,
      @Nullable UUID discountId,
      @Nullable Money discount,
      @Nullable Money couponDiscount) {}

  /**
   * An always-on discount that applied.
   *
   * @param discountId the id of the discount
   * @param name the name that customers see
   * @param amount the amount that it takes off the order
   */
  @Schema(name = "OrderDiscount")
  record Discount(UUID discountId, String name, Money amount) {}

  /** The state of the payment. */
  enum Payment {
    /** Nothing was charged. */
    NONE,
    /** A charge was requested. */
    PENDING,
    DECLINED,
    PAID,
    /** A refund was requested. */
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
        order.storedVersion(),
        order.placedAt(),
        order.updatedAt());
  }

  private static OrderItem item(Order order, OrderLine line) {
    return new OrderItem(
        line.productId(),
        line.quantity(),
        line.sku(),
        line.name(),
        order.inExpectedCurrency(line.expectedUnitPrice()),
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
