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
 * The rule by which an order is priced. It is pure.
 *
 * <ol>
 *   <li>Discounts do not add up: each line gets the discount with the greatest reduction; of equal
 *       ones, that with the smallest id. A percentage applies to the line, an amount to each unit.
 *   <li>Then the coupon applies to the rest of the whole order.
 * </ol>
 *
 * Percentages are rounded down to a whole minor unit, once per line and once for the coupon. No
 * price becomes negative. An amount in another currency than that of the order has no effect.
 */
public final class Pricing {
  private Pricing() {}

  /**
   * Prices an order.
   *
   * @param lines the lines of the order: at least one, in one currency, without negative prices
   * @param discounts the discounts that are active now
   * @param coupon the benefit of the coupon; null if the order has none
   * @throws IllegalArgumentException if there is no line, or the currencies differ
   * @throws ArithmeticException if a sum is larger than a {@code long}
   */
  public static Quote price(
      List<PricedLine> lines, List<ActiveDiscount> discounts, @Nullable Benefit coupon) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("The order has no lines");
    }
    Currency currency = lines.getFirst().unitPrice().currency();
    Money subtotal = Money.zero(currency);
    Money remaining = Money.zero(currency);
    Map<ActiveDiscount, Money> reductions = new LinkedHashMap<>();
    List<Quote.LineDiscount> lineDiscounts = new ArrayList<>(lines.size());
    for (PricedLine line : lines) {
      Money price = line.unitPrice().times(line.quantity());
      Optional<BestDiscount> best = best(line, discounts);
      best.ifPresent(b -> reductions.merge(b.discount, b.reduction, Money::plus));
      subtotal = subtotal.plus(price);
      remaining = remaining.plus(best.map(b -> price.minus(b.reduction)).orElse(price));
      lineDiscounts.add(
          new Quote.LineDiscount(
              line.productId(),
              best.map(b -> b.discount.discountId()).orElse(null),
              best.map(BestDiscount::reduction).orElse(Money.zero(currency))));
    }
    Money couponDiscount = coupon == null ? Money.zero(currency) : coupon.reductionOf(remaining);
    return new Quote(
        subtotal,
        reductions.entrySet().stream()
            .map(
                e ->
                    new Quote.AppliedDiscount(
                        e.getKey().discountId(), e.getKey().name(), e.getValue()))
            .toList(),
        couponDiscount,
        remaining.minus(couponDiscount),
        lineDiscounts);
  }

  private record BestDiscount(ActiveDiscount discount, Money reduction) {}

  private static Optional<BestDiscount> best(PricedLine line, List<ActiveDiscount> discounts) {
    return discounts.stream()
        .filter(discount -> discount.coverage().covers(line))
        .map(discount -> new BestDiscount(discount, reduction(discount.benefit(), line)))
        .filter(best -> best.reduction.amount() > 0)
        .max(
            Comparator.comparing(BestDiscount::reduction)
                .thenComparing(best -> best.discount.discountId(), Comparator.reverseOrder()));
  }

  private static Money reduction(Benefit benefit, PricedLine line) {
    return switch (benefit) {
      case Benefit.Percent percent -> percent.reductionOf(line.unitPrice().times(line.quantity()));
      case Benefit.Amount amount -> amount.reductionOf(line.unitPrice()).times(line.quantity());
    };
  }
}
