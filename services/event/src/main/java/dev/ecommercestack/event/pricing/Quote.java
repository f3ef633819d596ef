package dev.ecommercestack.event.pricing;

import dev.ecommercestack.common.money.Money;
import java.util.List;
import java.util.UUID;

/**
 * What an order costs: {@code subtotal - discounts - couponDiscount = total}, none of them
 * negative.
 *
 * @param subtotal without any discount
 * @param discounts that took something off, in the order in which lines first met them
 * @param couponDiscount what the coupon takes off what then remains
 * @param total to be paid
 */
public record Quote(Money subtotal, List<Taken> discounts, Money couponDiscount, Money total) {
  /**
   * What a discount took off, over all lines.
   *
   * @param discountId its id
   * @param name what it is called
   * @param amount more than nothing
   */
  public record Taken(UUID discountId, String name, Money amount) {}

  /** Copies the discounts. */
  public Quote {
    discounts = List.copyOf(discounts);
  }
}
