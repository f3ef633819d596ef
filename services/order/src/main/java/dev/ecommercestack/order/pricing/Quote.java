package dev.ecommercestack.order.pricing;

import dev.ecommercestack.platform.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The price of an order.
 *
 * @param lines the products with their discounts
 * @param subtotal the sum of the prices before discounts
 * @param discounts the always-on discounts, each summed up over the lines
 * @param couponDiscount the amount that the coupon takes off; zero without one
 * @param total the subtotal minus all discounts, never negative
 */
public record Quote(
    List<Line> lines,
    Money subtotal,
    List<AppliedDiscount> discounts,
    Money couponDiscount,
    Money total) {

  /**
   * An always-on discount that applies to the order.
   *
   * @param discountId the id of the discount
   * @param name the name that customers see
   * @param amount the amount that it takes off all lines
   */
  public record AppliedDiscount(UUID discountId, String name, Money amount) {}

  /**
   * The always-on discount of one line, as event answers it.
   *
   * @param productId the id of the product
   * @param discountId the id of the discount; null if none applies
   * @param discount the amount that it takes off all pieces
   */
  public record LineDiscount(UUID productId, @Nullable UUID discountId, Money discount) {}

  /**
   * The price of one product.
   *
   * @param product the product with its price before discounts
   * @param discountId the id of the always-on discount; null if none applies or if it is not known
   * @param discount the amount that this discount takes off all pieces
   * @param couponDiscount this line's part of the amount that the coupon takes off the order
   */
  public record Line(
      PricedLine product, @Nullable UUID discountId, Money discount, Money couponDiscount) {
    /** Returns the price of all pieces after discounts. */
    public Money total() {
      return product.amount().minus(discount).minus(couponDiscount);
    }
  }

  /**
   * Checks the sums, as a wrong total would be charged.
   *
   * @throws IllegalArgumentException if the sums are inconsistent or an amount is negative
   */
  public Quote {
    lines = List.copyOf(lines);
    discounts = List.copyOf(discounts);
    Money zero = Money.zero(total.currency());
    Money discount = zero;
    for (AppliedDiscount applied : discounts) {
      discount = discount.plus(applied.amount());
    }
    boolean consistent =
        sum(lines, zero, line -> line.product().amount()).equals(subtotal)
            && sum(lines, zero, Line::discount).equals(discount)
            && sum(lines, zero, Line::couponDiscount).equals(couponDiscount)
            && sum(lines, zero, Line::total).equals(total)
            && lines.stream().noneMatch(Quote::negative);
    if (!consistent) {
      throw new IllegalArgumentException(
          "The total %s does not match subtotal %s, discounts %s, coupon %s and lines %s"
              .formatted(total, subtotal, discounts, couponDiscount, lines));
    }
  }

  private static boolean negative(Line line) {
    return line.discount().negative()
        || line.couponDiscount().negative()
        || line.total().negative();
  }

  private static Money sum(List<Line> lines, Money zero, Function<Line, Money> amount) {
    return lines.stream().map(amount).reduce(zero, Money::plus);
  }

  /**
   * Returns the quote for products from the answer of event. The coupon is divided among the lines
   * in proportion to their prices after the always-on discounts.
   *
   * @param products the products with their prices before discounts
   * @param lineDiscounts the discount of each product, in the same order; null if the version of
   *     event does not answer them, then the discounts are divided in proportion to the prices
   * @param subtotal the sum of the prices before discounts
   * @param discounts the always-on discounts, each summed up over the lines
   * @param couponDiscount the amount that the coupon takes off the order; zero without one
   * @param total the amount to be paid
   * @throws IllegalArgumentException if the answer is inconsistent or for other products
   */
  public static Quote of(
      List<PricedLine> products,
      @Nullable List<LineDiscount> lineDiscounts,
      Money subtotal,
      List<AppliedDiscount> discounts,
      Money couponDiscount,
      Money total) {
    List<LineDiscount> perLine =
        lineDiscounts == null ? byPrice(products, subtotal, discounts) : lineDiscounts;
    if (!perLine.stream()
        .map(LineDiscount::productId)
        .toList()
        .equals(products.stream().map(PricedLine::productId).toList())) {
      throw new IllegalArgumentException(
          "The products are %s but the quote is for %s".formatted(products, perLine));
    }
    List<Long> remaining = new ArrayList<>(products.size());
    for (int i = 0; i < products.size(); i++) {
      remaining.add(products.get(i).amount().minus(perLine.get(i).discount()).amount());
    }
    List<Long> coupon = Apportionment.of(couponDiscount.amount(), remaining);
    List<Line> lines = new ArrayList<>(products.size());
    for (int i = 0; i < products.size(); i++) {
      LineDiscount line = perLine.get(i);
      Money part = new Money(coupon.get(i), couponDiscount.currency());
      lines.add(new Line(products.get(i), line.discountId(), line.discount(), part));
    }
    return new Quote(lines, subtotal, discounts, couponDiscount, total);
  }

  private static List<LineDiscount> byPrice(
      List<PricedLine> products, Money subtotal, List<AppliedDiscount> discounts) {
    Money sum =
        discounts.stream()
            .map(AppliedDiscount::amount)
            .reduce(Money.zero(subtotal.currency()), Money::plus);
    List<Long> parts =
        Apportionment.of(
            sum.amount(), products.stream().map(line -> line.amount().amount()).toList());
    List<LineDiscount> perLine = new ArrayList<>(products.size());
    for (int i = 0; i < products.size(); i++) {
      perLine.add(
          new LineDiscount(
              products.get(i).productId(), null, new Money(parts.get(i), sum.currency())));
    }
    return perLine;
  }

  /** Returns whether the total is zero. */
  public boolean free() {
    return total.amount() == 0;
  }
}
