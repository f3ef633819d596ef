package dev.ecommercestack.event.pricing;

import dev.ecommercestack.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The price of an order: {@code subtotal - discounts - couponDiscount = total}. None of these is
 * negative.
 *
 * @param subtotal the sum of all lines without discounts
 * @param discounts the discounts that reduced the price, in the order of the lines
 * @param couponDiscount the reduction by the coupon, after the discounts
 * @param total the amount to be paid
 * @param lines the discount of each line, in the order of the lines
 */
public record Quote(
    Money subtotal,
    List<AppliedDiscount> discounts,
    Money couponDiscount,
    Money total,
    List<LineDiscount> lines) {
  /**
   * The reduction by one discount, over all lines.
   *
   * @param discountId the id of the discount
   * @param name the name shown to users
   * @param amount the reduction, greater than zero
   */
  public record AppliedDiscount(UUID discountId, String name, Money amount) {}

  /**
   * The discount of one line. The amounts of all lines with the same discount add up to its {@link
   * AppliedDiscount}.
   *
   * @param productId the id of the product
   * @param discountId the id of the discount; null if none applies
   * @param discount the reduction of the whole line, not negative
   */
  public record LineDiscount(UUID productId, @Nullable UUID discountId, Money discount) {}

  /** Copies the lists. */
  public Quote {
    discounts = List.copyOf(discounts);
    lines = List.copyOf(lines);
  }
}
