package dev.ecommercestack.order.aggregate;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One product of an order. All but the first three are unknown until the goods are reserved.
 *
 * @param productId which product
 * @param quantity pieces
 * @param expectedUnitPrice minor units of one piece in the currency of the order's expected total,
 *     when the order was placed; null if prices were not to be had then, and in orders of versions
 *     that did not ask for an expected total
 * @param sku its stock keeping unit
 * @param name its name when it was ordered
 * @param categoryId its category
 * @param unitPrice minor units, of one piece
 * @param discountId id of the always-on discount; null if none applies or if it is not known
 * @param discount minor units, what it takes off all pieces
 * @param couponDiscount minor units, this line's part of what the coupon takes off the order; null
 *     in orders of versions that did not divide it
 */
@Embeddable
public record OrderLine(
    UUID productId,
    int quantity,
    @Nullable Long expectedUnitPrice,
    @Nullable String sku,
    @Nullable String name,
    @Nullable UUID categoryId,
    @Nullable Long unitPrice,
    @Nullable UUID discountId,
    @Nullable Long discount,
    @Nullable Long couponDiscount) {

  /**
   * Returns a line as a customer asks for it.
   *
   * @param expectedUnitPrice minor units, what one piece costs at that moment; null if unknown
   */
  public static OrderLine of(UUID productId, int quantity, @Nullable Long expectedUnitPrice) {
    return new OrderLine(
        productId, quantity, expectedUnitPrice, null, null, null, null, null, null, null);
  }

  OrderLine priced(PricedLine line) {
    return new OrderLine(
        productId,
        quantity,
        expectedUnitPrice,
        line.sku(),
        line.name(),
        line.categoryId(),
        line.unitPrice().amount(),
        null,
        0L,
        0L);
  }

  /** Returns the goods with the price that product said. */
  PricedLine goods(@Nullable Money price) {
    if (price == null || sku == null || name == null) {
      throw new IllegalStateException("Product " + productId + " has no price yet");
    }
    return new PricedLine(productId, sku, name, categoryId, price, quantity);
  }

  OrderLine discounted(Quote.Line line) {
    if (!line.goods().productId().equals(productId)) {
      throw new IllegalArgumentException("Not quoted: " + productId);
    }
    return new OrderLine(
        productId,
        quantity,
        expectedUnitPrice,
        sku,
        name,
        categoryId,
        unitPrice,
        line.discountId(),
        line.discount().amount(),
        line.couponDiscount().amount());
  }
}
