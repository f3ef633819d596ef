package dev.ecommercestack.order.entity;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One product of an order. Only product, quantity and expected unit price are known before the
 * stock is reserved. Amounts are minor units.
 *
 * @param productId the id of the product
 * @param quantity the number of pieces
 * @param expectedUnitPrice the price of one piece when the order was placed, in the currency of the
 *     order's expected total; null if product could not answer it then, and in orders of versions
 *     that did not ask for an expected total
 * @param sku the product's stock keeping unit
 * @param name the product's name when its stock was reserved
 * @param categoryId the id of the product's category; null if it has none
 * @param unitPrice the price of one piece when the stock was reserved
 * @param discountId the id of the always-on discount; null if none applies or if it is not known
 * @param discount the amount that this discount takes off all pieces
 * @param couponDiscount this line's part of the amount that the coupon takes off the order; null in
 *     orders of versions that did not divide it
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
   * Returns a line of a new order.
   *
   * @param productId the id of the product
   * @param quantity the number of pieces
   * @param expectedUnitPrice the current price of one piece in minor units; null if unknown
   */
  public static OrderLine of(UUID productId, int quantity, @Nullable Long expectedUnitPrice) {
    return new OrderLine(
        productId, quantity, expectedUnitPrice, null, null, null, null, null, null, null);
  }

  OrderLine withPrice(PricedLine line) {
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

  /** Returns the product with the price that product answered. */
  PricedLine toPricedLine(@Nullable Money unitPriceMoney) {
    if (unitPriceMoney == null || sku == null || name == null) {
      throw new IllegalStateException("Product " + productId + " has no price yet");
    }
    return new PricedLine(productId, sku, name, categoryId, unitPriceMoney, quantity);
  }

  OrderLine withDiscounts(Quote.Line line) {
    if (!line.product().productId().equals(productId)) {
      throw new IllegalArgumentException("The quote is not for product " + productId);
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
