package dev.ecommercestack.order.pricing;

import dev.ecommercestack.common.money.Money;
import java.util.UUID;
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

  /** Returns the price of all pieces. */
  public Money amount() {
    return unitPrice.times(quantity);
  }
}
