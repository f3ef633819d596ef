package dev.ecommercestack.order.pricing;

import dev.ecommercestack.platform.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A product with its price before discounts.
 *
 * @param productId the id of the product
 * @param sku the product's stock keeping unit
 * @param name the product's name
 * @param categoryId the id of the product's category, which discounts may be limited to; null if it
 *     has none
 * @param unitPrice the price of one piece before discounts
 * @param quantity the number of pieces
 */
public record PricedLine(
    UUID productId,
    String sku,
    String name,
    @Nullable UUID categoryId,
    Money unitPrice,
    int quantity) {

  /**
   * Returns the currencies of prices; an order can have only one.
   *
   * @param lines the products with their prices
   */
  public static Set<Currency> currencies(List<PricedLine> lines) {
    return lines.stream().map(line -> line.unitPrice().currency()).collect(Collectors.toSet());
  }

  /** Returns the price of all pieces before discounts. */
  public Money amount() {
    return unitPrice.times(quantity);
  }
}
