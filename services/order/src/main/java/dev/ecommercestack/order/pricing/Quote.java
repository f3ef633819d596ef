package dev.ecommercestack.order.pricing;

import dev.ecommercestack.common.money.Money;
import java.util.List;
import java.util.UUID;

/**
 * What is to be paid for reserved goods.
 *
 * @param subtotal before discounts
 * @param discounts always-on ones
 * @param couponDiscount what the coupon takes off; zero without one
 * @param total subtotal minus all discounts, never negative
 */
public record Quote(
    Money subtotal, List<AppliedDiscount> discounts, Money couponDiscount, Money total) {

  /**
   * A discount that applied.
   *
   * @param discountId which
   * @param name shown to the customer
   * @param amount what it takes off
   */
  public record AppliedDiscount(UUID discountId, String name, Money amount) {}

  /**
   * Checks the sums: what is wrong here would be charged.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  public Quote {
    discounts = List.copyOf(discounts);
    Money left = subtotal.minus(couponDiscount);
    boolean negative = subtotal.negative() || couponDiscount.negative() || total.negative();
    for (AppliedDiscount discount : discounts) {
      left = left.minus(discount.amount());
      negative |= discount.amount().negative();
    }
    if (negative || !left.equals(total)) {
      throw new IllegalArgumentException(
          "A quote of %s does not follow from subtotal %s, discounts %s and coupon %s"
              .formatted(total, subtotal, discounts, couponDiscount));
    }
  }

  /** Returns whether nothing is left to be paid. */
  public boolean free() {
    return total.amount() == 0;
  }

  /** Returns the sum of the always-on discounts. */
  public Money discount() {
    return discounts.stream()
        .map(AppliedDiscount::amount)
        .reduce(Money.zero(subtotal.currency()), Money::plus);
  }

  /**
   * Checks that the quote is about these goods.
   *
   * @throws IllegalArgumentException if it is not
   */
  public Quote about(List<PricedLine> lines) {
    Money sum =
        lines.stream().map(PricedLine::amount).reduce(Money.zero(subtotal.currency()), Money::plus);
    if (!sum.equals(subtotal)) {
      throw new IllegalArgumentException(
          "The goods cost %s but the quote begins with %s".formatted(sum, subtotal));
    }
    return this;
  }
}
