package dev.ecommercestack.order.management;

import dev.ecommercestack.order.entity.Order;
import dev.ecommercestack.order.entity.OrderLine;
import dev.ecommercestack.order.lifecycle.Ending;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.money.MoneyText;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the reason of a rejection as a sentence with products and prices. */
final class ReasonDetail {
  private ReasonDetail() {}

  /**
   * Returns the sentence; null if the code of the reason says enough.
   *
   * @param order the order
   */
  static @Nullable String of(Order order) {
    if (!Ending.PRICE_CHANGED.equals(order.reason())) {
      return null;
    }
    List<String> changes =
        order.lines().stream().flatMap(line -> priceChange(order, line)).toList();
    return "Order %s is rejected: %s."
        .formatted(order.id(), changes.isEmpty() ? totalChange(order) : String.join(", ", changes));
  }

  private static Stream<String> priceChange(Order order, OrderLine line) {
    Money from = order.inExpectedCurrency(line.expectedUnitPrice());
    Money to = order.money(line.unitPrice());
    return from == null || to == null || from.equals(to)
        ? Stream.empty()
        : Stream.of("the price of %s changed %s".formatted(line.sku(), MoneyText.change(from, to)));
  }

  private static String totalChange(Order order) {
    Money from = order.expectedTotal();
    Money to = order.total();
    return from == null || to == null
        ? "the total changed"
        : "the total changed " + MoneyText.change(from, to);
  }
}
