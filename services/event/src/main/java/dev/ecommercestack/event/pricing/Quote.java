package dev.ecommercestack.event.pricing;

import dev.ecommercestack.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an order costs: {@code subtotal - discounts - couponDiscount = total}, none of them
 * negative.
 *
 * @param subtotal without any discount
 * @param discounts that took something off, in the order in which lines first met them
 * @param couponDiscount what the coupon takes off what then remains
 * @param total to be paid
 * @param lines what each line of the order got, in the order's order
 */
public record Quote(
    Money subtotal, List<Taken> discounts, Money couponDiscount, Money total, List<Line> lines) {
  /**
   * What a discount took off, over all lines.
   *
   * @param discountId its id
   * @param name what it is called
   * @param amount more than nothing
   */
  public record Taken(UUID discountId, String name, Money amount) {}

  /**
   * The discount of one line. Those of all lines with the same id sum up to what that discount
   * {@linkplain Taken took off}.
   *
   * @param productId the product
   * @param discountId id of the discount; null if none applies
   * @param discount what it takes off all pieces, not negative
   */
  public record Line(UUID productId, @Nullable UUID discountId, Money discount) {}

  /** Copies the lists. */
  public Quote {
    discounts = List.copyOf(discounts);
    lines = List.copyOf(lines);
  }
}
