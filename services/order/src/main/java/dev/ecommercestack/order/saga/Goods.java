package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.aggregate.Order;
import dev.ecommercestack.order.aggregate.OrderRepository;
import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.remote.Stock;
import dev.ecommercestack.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads what a step needs to know of an order, so that no connection is kept during a call. */
@Component
class Goods {
  private final OrderRepository orders;

  /**
   * What an order is about.
   *
   * @param userId whose
   * @param couponId which coupon is to be used
   * @param couponDiscount what it takes off, once that was quoted
   * @param expectedTotal what the customer agreed to pay; null in orders of versions that did not
   *     ask for it
   * @param wanted what the customer asked for
   */
  record Request(
      UUID userId,
      @Nullable UUID couponId,
      @Nullable Money couponDiscount,
      @Nullable Money expectedTotal,
      List<Stock.Wanted> wanted) {}

  Goods(OrderRepository orders) {
    this.orders = orders;
  }

  /** Returns what the customer asked for. */
  @Transactional(readOnly = true)
  Request of(UUID orderId) {
    Order order = orders.findById(orderId).orElseThrow();
    return new Request(
        order.userId(),
        order.couponId(),
        order.couponDiscount(),
        order.expectedTotal(),
        order.lines().stream()
            .map(line -> new Stock.Wanted(line.productId(), line.quantity()))
            .toList());
  }

  /** Returns the goods with the prices that product said. */
  @Transactional(readOnly = true)
  List<PricedLine> priced(UUID orderId) {
    return orders.findById(orderId).orElseThrow().pricedLines();
  }
}
