package dev.ecommercestack.order.aggregate;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One product of an order. All but the first two are unknown until the goods are reserved.
 *
 * @param productId which product
 * @param quantity pieces
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
    @Nullable String sku,
    @Nullable String name,
    @Nullable UUID categoryId,
    @Nullable Long unitPrice,
    @Nullable UUID discountId,
    @Nullable Long discount,
    @Nullable Long couponDiscount) {

  /** Returns a line as a customer asks for it. */
  public static OrderLine of(UUID productId, int quantity) {
    return new OrderLine(productId, quantity, null, null, null, null, null, null, null);
  }

  OrderLine priced(PricedLine line) {
    return new OrderLine(
        productId,
        quantity,
        line.sku(),
        line.name(),
        line.categoryId(),
        line.unitPrice().amount(),
        null,
        0L,
        0L);
  }

  OrderLine discounted(Quote.Line line) {
    return new OrderLine(
        productId,
        quantity,
        sku,
        name,
        categoryId,
        unitPrice,
        line.discountId(),
        line.discount().amount(),
        line.couponDiscount().amount());
  }
}
