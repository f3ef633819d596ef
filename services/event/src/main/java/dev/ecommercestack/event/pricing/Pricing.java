package dev.ecommercestack.event.pricing;

import dev.ecommercestack.event.benefit.Benefit;
import dev.ecommercestack.platform.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which an order is priced. Pure.
 *
 * <ol>
 *   <li>Discounts do not add up: each line gets the one that takes most off it; of equal ones, the
 *       one with the smallest id. A percentage is of the whole line, an amount is off each unit.
 *   <li>Then the coupon, on what remains of the whole order.
 * </ol>
 *
 * Percentages are rounded down to a whole minor unit, once per line and once for the coupon.
 * Nothing is reduced below zero. An amount in another currency than the order's takes nothing off.
 */
public final class Pricing {
  private Pricing() {}

  /**
   * Prices an order.
   *
   * @param lines at least one, all in one currency, no price negative
   * @param offers discounts that are active now
   * @param coupon what the coupon takes off, if there is one
   * @throws IllegalArgumentException if there is no line, or the currencies differ
   * @throws ArithmeticException if a sum is larger than a {@code long}
   */
  public static Quote price(List<PricedLine> lines, List<Offer> offers, @Nullable Benefit coupon) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to be priced");
    }
    Currency currency = lines.getFirst().unitPrice().currency();
    Money subtotal = Money.zero(currency);
    Money remaining = Money.zero(currency);
    Map<Offer, Money> taken = new LinkedHashMap<>();
    List<Quote.Line> quoted = new ArrayList<>(lines.size());
    for (PricedLine line : lines) {
      Money price = line.unitPrice().times(line.quantity());
      Optional<Best> best = best(line, offers);
      best.ifPresent(b -> taken.merge(b.offer, b.off, Money::plus));
      subtotal = subtotal.plus(price);
      remaining = remaining.plus(best.map(b -> price.minus(b.off)).orElse(price));
      quoted.add(
          new Quote.Line(
              line.productId(),
              best.map(b -> b.offer.discountId()).orElse(null),
              best.map(Best::off).orElse(Money.zero(currency))));
    }
    Money couponDiscount = coupon == null ? Money.zero(currency) : coupon.off(remaining);
    return new Quote(
        subtotal,
        taken.entrySet().stream()
            .map(e -> new Quote.Taken(e.getKey().discountId(), e.getKey().name(), e.getValue()))
            .toList(),
        couponDiscount,
        remaining.minus(couponDiscount),
        quoted);
  }

  private record Best(Offer offer, Money off) {}

  private static Optional<Best> best(PricedLine line, List<Offer> offers) {
    return offers.stream()
        .filter(offer -> offer.reach().covers(line))
        .map(offer -> new Best(offer, off(offer.benefit(), line)))
        .filter(best -> best.off.amount() > 0)
        .max(
            Comparator.comparing(Best::off)
                .thenComparing(best -> best.offer.discountId(), Comparator.reverseOrder()));
  }

  private static Money off(Benefit benefit, PricedLine line) {
    return switch (benefit) {
      case Benefit.Percent part -> part.off(line.unitPrice().times(line.quantity()));
      case Benefit.Amount fixed -> fixed.off(line.unitPrice()).times(line.quantity());
    };
  }
}
