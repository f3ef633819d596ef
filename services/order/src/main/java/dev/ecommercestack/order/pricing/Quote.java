package dev.ecommercestack.order.pricing;

import dev.ecommercestack.platform.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What goods cost.
 *
 * @param lines the goods, each with what is taken off it
 * @param subtotal before discounts
 * @param discounts always-on ones, each summed up over the lines
 * @param couponDiscount what the coupon takes off; zero without one
 * @param total subtotal minus all discounts, never negative
 */
public record Quote(
    List<Line> lines,
    Money subtotal,
    List<AppliedDiscount> discounts,
    Money couponDiscount,
    Money total) {

  /**
   * A discount that applied.
   *
   * @param discountId id of the discount
   * @param name shown to the customer
   * @param amount what it takes off all lines
   */
  public record AppliedDiscount(UUID discountId, String name, Money amount) {}

  /**
   * The always-on discount of one line, as event answers it.
   *
   * @param productId the product
   * @param discountId id of the discount; null if none applies
   * @param discount what it takes off all pieces
   */
  public record LineDiscount(UUID productId, @Nullable UUID discountId, Money discount) {}

  /**
   * What one line costs.
   *
   * @param goods the goods before discounts
   * @param discountId id of the always-on discount; null if none applies or if it is not known
   * @param discount what that takes off all pieces
   * @param couponDiscount this line's part of what the coupon takes off the order
   */
  public record Line(
      PricedLine goods, @Nullable UUID discountId, Money discount, Money couponDiscount) {
    /** Returns what is to be paid for all pieces. */
    public Money total() {
      return goods.amount().minus(discount).minus(couponDiscount);
    }
  }

  /**
   * Checks the sums: what is wrong here would be charged.
   *
   * @throws IllegalArgumentException if they contradict each other, or if an amount is negative
   */
  public Quote {
    lines = List.copyOf(lines);
    discounts = List.copyOf(discounts);
    Money none = Money.zero(total.currency());
    Money discount = none;
    for (AppliedDiscount applied : discounts) {
      discount = discount.plus(applied.amount());
    }
    boolean right =
        sum(lines, none, line -> line.goods().amount()).equals(subtotal)
            && sum(lines, none, Line::discount).equals(discount)
            && sum(lines, none, Line::couponDiscount).equals(couponDiscount)
            && sum(lines, none, Line::total).equals(total)
            && lines.stream().noneMatch(Quote::negative);
    if (!right) {
      throw new IllegalArgumentException(
          "A quote of %s does not follow from subtotal %s, discounts %s, coupon %s and lines %s"
              .formatted(total, subtotal, discounts, couponDiscount, lines));
    }
  }

  private static boolean negative(Line line) {
    return line.discount().negative()
        || line.couponDiscount().negative()
        || line.total().negative();
  }

  private static Money sum(List<Line> lines, Money none, Function<Line, Money> amount) {
    return lines.stream().map(amount).reduce(none, Money::plus);
  }

  /**
   * Returns the quote for goods. The coupon is divided among the lines by what remains of each
   * after its discount.
   *
   * @param goods what is priced
   * @param lineDiscounts the discount of each of the goods, in the same order; null if event does
   *     not know them, because it is older than this service: then they are divided by price
   * @param subtotal before discounts, as event says
   * @param discounts always-on ones, summed up, as event says
   * @param couponDiscount what the coupon takes off, as event says
   * @param total to be paid, as event says
   * @throws IllegalArgumentException if that contradicts the goods or itself
   */
  public static Quote of(
      List<PricedLine> goods,
      @Nullable List<LineDiscount> lineDiscounts,
      Money subtotal,
      List<AppliedDiscount> discounts,
      Money couponDiscount,
      Money total) {
    List<LineDiscount> each =
        lineDiscounts == null ? byPrice(goods, subtotal, discounts) : lineDiscounts;
    if (!each.stream()
        .map(LineDiscount::productId)
        .toList()
        .equals(goods.stream().map(PricedLine::productId).toList())) {
      throw new IllegalArgumentException(
          "The goods are %s but the quote is for %s".formatted(goods, each));
    }
    List<Long> remaining = new ArrayList<>(goods.size());
    for (int i = 0; i < goods.size(); i++) {
      remaining.add(goods.get(i).amount().minus(each.get(i).discount()).amount());
    }
    List<Long> coupon = Apportionment.of(couponDiscount.amount(), remaining);
    List<Line> lines = new ArrayList<>(goods.size());
    for (int i = 0; i < goods.size(); i++) {
      LineDiscount line = each.get(i);
      Money part = new Money(coupon.get(i), couponDiscount.currency());
      lines.add(new Line(goods.get(i), line.discountId(), line.discount(), part));
    }
    return new Quote(lines, subtotal, discounts, couponDiscount, total);
  }

  private static List<LineDiscount> byPrice(
      List<PricedLine> goods, Money subtotal, List<AppliedDiscount> discounts) {
    Money sum =
        discounts.stream()
            .map(AppliedDiscount::amount)
            .reduce(Money.zero(subtotal.currency()), Money::plus);
    List<Long> parts =
        Apportionment.of(sum.amount(), goods.stream().map(line -> line.amount().amount()).toList());
    List<LineDiscount> each = new ArrayList<>(goods.size());
    for (int i = 0; i < goods.size(); i++) {
      each.add(
          new LineDiscount(
              goods.get(i).productId(), null, new Money(parts.get(i), sum.currency())));
    }
    return each;
  }

  /** Returns whether nothing is left to be paid. */
  public boolean free() {
    return total.amount() == 0;
  }
}
