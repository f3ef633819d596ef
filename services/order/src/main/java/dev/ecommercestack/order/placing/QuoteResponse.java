package dev.ecommercestack.order.placing;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current price of an order: {@code subtotal - discounts - couponDiscount + shippingFee + tax =
 * total}. Nothing is reserved.
 *
 * @param lines the products in the order of the request
 * @param subtotal the sum of the prices before discounts
 * @param discounts the always-on discounts, each summed up over the lines
 * @param couponId the id of the coupon of the request; absent without one
 * @param couponDiscount the amount that the coupon takes off; absent without one
 * @param shippingFee reserved for later use, zero for now
 * @param tax reserved for later use, zero for now
 * @param total the amount to be paid; send it as {@code expectedTotal} of the order
 */
record QuoteResponse(
    List<QuotedLine> lines,
    Money subtotal,
    List<Quote.AppliedDiscount> discounts,
    @Nullable UUID couponId,
    @Nullable Money couponDiscount,
    Money shippingFee,
    Money tax,
    Money total) {

  /**
   * The price of one product.
   *
   * @param productId the id of the product
   * @param quantity the number of pieces
   * @param sku the product's stock keeping unit
   * @param name the product's name
   * @param unitPrice the price of one piece before discounts
   * @param discountId the id of the always-on discount; absent if none applies
   * @param discount the amount that this discount takes off all pieces
   * @param couponDiscount this line's part of the order's {@code couponDiscount}; absent without a
   *     coupon
   * @param total the price of all pieces after discounts
   */
  record QuotedLine(
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
    Money zero = Money.zero(quote.total().currency());
    return new QuoteResponse(
        quote.lines().stream().map(line -> line(line, couponId != null)).toList(),
        quote.subtotal(),
        quote.discounts(),
        couponId,
        couponId == null ? null : quote.couponDiscount(),
        zero,
        zero,
        quote.total());
  }

  private static QuotedLine line(Quote.Line line, boolean withCoupon) {
    PricedLine product = line.product();
    return new QuotedLine(
        product.productId(),
        product.quantity(),
        product.sku(),
        product.name(),
        product.unitPrice(),
        line.discountId(),
        line.discount(),
        withCoupon ? line.couponDiscount() : null,
        line.total());
  }
}
