package dev.ecommercestack.order.api;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an order costs now: {@code subtotal - discounts - couponDiscount + shippingFee + tax =
 * total}. Nothing is reserved.
 *
 * @param lines the products in the order of the request
 * @param subtotal before discounts
 * @param discounts always-on ones, each summed up over the lines
 * @param couponId the coupon of the request; absent without one
 * @param couponDiscount what the coupon takes off; absent without one
 * @param shippingFee reserved, zero for now
 * @param tax reserved, zero for now
 * @param total what is to be paid; send it as {@code expectedTotal} of the order
 */
record QuoteResponse(
    List<Line> lines,
    Money subtotal,
    List<Quote.AppliedDiscount> discounts,
    @Nullable UUID couponId,
    @Nullable Money couponDiscount,
    Money shippingFee,
    Money tax,
    Money total) {

  /**
   * What one product costs.
   *
   * @param discountId id of the always-on discount; absent if none applies
   * @param discount what it takes off all pieces
   * @param couponDiscount this line's part of the order's {@code couponDiscount}; absent without a
   *     coupon
   * @param total what is to be paid for all pieces
   */
  record Line(
      UUID productId,
      int quantity,
      String sku,
      String name,
      Money unitPrice,
      @Nullable UUID discountId,
      Money discount,
      @Nullable Money couponDiscount,
      Money total) {}

  static QuoteResponse of(Quote quote, @Nullable UUID couponId) {
    Money none = Money.zero(quote.total().currency());
    return new QuoteResponse(
        quote.lines().stream().map(line -> line(line, couponId != null)).toList(),
        quote.subtotal(),
        quote.discounts(),
        couponId,
        couponId == null ? null : quote.couponDiscount(),
        none,
        none,
        quote.total());
  }

  private static Line line(Quote.Line line, boolean withCoupon) {
    PricedLine goods = line.goods();
    return new Line(
        goods.productId(),
        goods.quantity(),
        goods.sku(),
        goods.name(),
        goods.unitPrice(),
        line.discountId(),
        line.discount(),
        withCoupon ? line.couponDiscount() : null,
        line.total());
  }
}
