package dev.ecommercestack.event.benefit;

import dev.ecommercestack.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A benefit as messages carry it: exactly one of the two.
 *
 * @param percent 1 to 100
 * @param amount off the price
 */
public record DiscountValue(@Nullable Integer percent, @Nullable Money amount) {
  /** Returns a benefit in the form of messages. */
  public static DiscountValue of(Benefit benefit) {
    return switch (benefit) {
      case Benefit.Percent part -> new DiscountValue(part.percent(), null);
      case Benefit.Amount fixed -> new DiscountValue(null, fixed.amount());
    };
  }
}
