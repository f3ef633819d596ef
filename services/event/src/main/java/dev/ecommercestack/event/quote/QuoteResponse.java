package dev.ecommercestack.event.quote;

import dev.ecommercestack.event.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import java.util.Currency;
import java.util.List;

/**
 * What an order costs: {@code subtotal - discounts - couponDiscount = total}.
 *
 * @param currency of all amounts
 * @param subtotal without any discount
 * @param discounts what each took off
 * @param couponDiscount what the coupon took off
 * @param total to be paid
 * @param lines the discount of each line of the request, in its order; what the coupon takes off is
 *     not in it
 */
record QuoteResponse(
    Currency currency,
    Money subtotal,
    List<Quote.Taken> discounts,
    Money couponDiscount,
    Money total,
    List<Quote.Line> lines) {
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
