package dev.ecommercestack.event.benefit;

import dev.ecommercestack.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A benefit in messages. Exactly one of the components is set.
 *
 * @param percent the percentage, 1 to 100; null for an amount
 * @param amount the amount; null for a percentage
 */
public record DiscountValue(@Nullable Integer percent, @Nullable Money amount) {
  /** Returns the form of a benefit for messages. */
  public static DiscountValue of(Benefit benefit) {
    return switch (benefit) {
      case Benefit.Percent percent -> new DiscountValue(percent.percent(), null);
      case Benefit.Amount amount -> new DiscountValue(null, amount.amount());
    };
  }
}
