package dev.ecommercestack.order.pricing;

import dev.ecommercestack.platform.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reserved goods.
 *
 * @param productId which product
 * @param sku its stock keeping unit
 * @param name its name when it was reserved
 * @param categoryId its category, by which discounts may be limited
 * @param unitPrice of one piece, before discounts
 * @param quantity pieces
 */
public record PricedLine(
    UUID productId,
    String sku,
    String name,
    @Nullable UUID categoryId,
    Money unitPrice,
    int quantity) {

  /** Returns the currencies of goods; an order can have only one. */
  public static Set<Currency> currencies(List<PricedLine> lines) {
    return lines.stream().map(line -> line.unitPrice().currency()).collect(Collectors.toSet());
  }

  /** Returns the price of all pieces. */
  public Money amount() {
    return unitPrice.times(quantity);
  }
}
