package dev.ecommercestack.event.quote;

import dev.ecommercestack.event.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import java.util.Currency;
import java.util.List;

/**
 * The price of an order: {@code subtotal - discounts - couponDiscount = total}.
 *
 * @param currency the currency of all amounts
 * @param subtotal the sum of all lines without discounts
 * @param discounts the reduction by each discount, over all lines
 * @param couponDiscount the reduction by the coupon
 * @param total the amount to be paid
 * @param lines the discount of each line, in the order of the request, without the coupon
 */
record QuoteResponse(
    Currency currency,
    Money subtotal,
    List<Quote.AppliedDiscount> discounts,
    Money couponDiscount,
    Money total,
    List<Quote.LineDiscount> lines) {
  static QuoteResponse of(Quote quote) {
    return new QuoteResponse(
        quote.total().currency(),
        quote.subtotal(),
        quote.discounts(),
        quote.couponDiscount(),
        quote.total(),
        quote.lines());
  }
}
