package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.client.StockClient;
import dev.ecommercestack.order.entity.Order;
import dev.ecommercestack.order.entity.OrderRepository;
import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads what the calls of a step need, so that no database connection is held during a call. */
@Component
class OrderReader {
  private final OrderRepository orders;

  /**
   * The part of an order that calls to other services need.
   *
   * @param userId the id of the customer
   * @param couponId the id of the coupon that is used; null without one
   * @param couponDiscount the amount that the coupon takes off the order; null without a coupon and
   *     until the order has a quote
   * @param expectedTotal the total that the customer agreed to pay; null in orders of versions that
   *     did not ask for it
   * @param items the ordered products with their quantities
   */
  record OrderDetails(
      UUID userId,
      @Nullable UUID couponId,
      @Nullable Money couponDiscount,
      @Nullable Money expectedTotal,
      List<StockClient.ProductQuantity> items) {}

  OrderReader(OrderRepository orders) {
    this.orders = orders;
  }

  /**
   * Returns the part of an order that calls to other services need.
   *
   * @param orderId the id of an existing order
   */
  @Transactional(readOnly = true)
  OrderDetails details(UUID orderId) {
    Order order = orders.findById(orderId).orElseThrow();
    return new OrderDetails(
        order.userId(),
        order.couponId(),
        order.couponDiscount(),
        order.expectedTotal(),
        order.lines().stream()
            .map(line -> new StockClient.ProductQuantity(line.productId(), line.quantity()))
            .toList());
  }

  /**
   * Returns the products of an order with the prices that product answered.
   *
   * @param orderId the id of an order whose stock is reserved
   */
  @Transactional(readOnly = true)
  List<PricedLine> pricedLines(UUID orderId) {
    return orders.findById(orderId).orElseThrow().pricedLines();
  }
}
