package dev.ecommercestack.event.quote;

import dev.ecommercestack.event.benefit.Benefit;
import dev.ecommercestack.event.benefit.BenefitValue;
import dev.ecommercestack.event.coupon.Coupons;
import dev.ecommercestack.event.discount.Discounts;
import dev.ecommercestack.event.pricing.PricedLine;
import dev.ecommercestack.event.pricing.Pricing;
import dev.ecommercestack.event.pricing.Quote;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import jakarta.validation.Valid;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The internal HTTP endpoint that prices orders for the order service. */
@RestController
class QuoteController {
  private final Discounts discounts;
  private final Coupons coupons;

  QuoteController(Discounts discounts, Coupons coupons) {
    this.discounts = discounts;
    this.coupons = coupons;
  }

  @PostMapping("/internal/quotes")
  QuoteResponse quote(@Valid @RequestBody QuoteRequest request) {
    List<PricedLine> lines = lines(request);
    Currency currency = lines.getFirst().unitPrice().currency();
    Benefit coupon = coupon(request.couponId(), request.userId(), currency);
    Quote quote = price(lines, coupon);
    if (request.couponId() != null) {
      coupons.recordQuote(request.couponId(), quote.couponDiscount());
    }
    return QuoteResponse.of(quote);
  }

  private static List<PricedLine> lines(QuoteRequest request) {
    List<PricedLine> lines =
        request.lines().stream()
            .map(l -> new PricedLine(l.productId(), l.categoryId(), l.unitPrice(), l.quantity()))
            .toList();
    if (lines.stream().anyMatch(line -> line.unitPrice().negative())) {
      throw new ProblemException(ProblemCode.INVALID_PRICE, "A unit price is not negative.");
    }
    if (lines.stream().map(line -> line.unitPrice().currency()).distinct().count() > 1) {
      throw new ProblemException(
          ProblemCode.MIXED_CURRENCIES, "All lines of an order have prices in one currency.");
    }
    return lines;
  }

  private @Nullable Benefit coupon(@Nullable UUID couponId, UUID userId, Currency currency) {
    if (couponId == null) {
      return null;
    }
    Benefit benefit = coupons.usableBenefit(couponId, userId);
    if (!benefit.appliesTo(currency)) {
      throw new ProblemException(
          ProblemCode.COUPON_NOT_USABLE,
          "The coupon is worth an amount in another currency than %s.".formatted(currency));
    }
    return benefit;
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        ProblemCode.AMOUNT_TOO_LARGE,
        "The order costs more than messages and readers of JSON can count.");
  }

  private Quote price(List<PricedLine> lines, @Nullable Benefit coupon) {
    try {
      Quote quote = Pricing.price(lines, discounts.active(), coupon);
      if (quote.subtotal().amount() > BenefitValue.MAX_AMOUNT) {
        throw tooLarge();
      }
      return quote;
    } catch (ArithmeticException e) {
      throw tooLarge();
    }
  }
}
