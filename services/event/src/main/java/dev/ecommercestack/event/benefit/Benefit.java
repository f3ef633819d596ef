package dev.ecommercestack.event.benefit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ecommercestack.platform.money.Money;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * The reduction that a coupon or a discount gives: a percentage of the price, or an amount. A
 * percentage is rounded down to a whole minor unit, so that nobody gets more than the percentage.
 */
public sealed interface Benefit {
  /**
   * Returns the reduction of a price. It never exceeds the price, and it is zero if the benefit is
   * an amount in another currency.
   *
   * @param price the price, not negative
   */
  Money reductionOf(Money price);

  /** Returns whether the benefit reduces prices in a currency. */
  boolean appliesTo(Currency currency);

  /** Returns the kind of the benefit. */
  @JsonIgnore
  BenefitType type();

  /** Returns the percentage, or the amount in minor units. */
  @JsonIgnore
  long value();

  /** Returns the currency of an amount; null for a percentage. */
  @JsonIgnore
  @Nullable Currency currency();

  /**
   * A percentage of the price.
   *
   * @param percent the percentage, 1 to 100
   */
  record Percent(int percent) implements Benefit {
    private static final int BASIS_POINTS_PER_PERCENT = 100;

    /** Refuses percentages below 1 or above 100. */
    public Percent {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("A percentage is 1 to 100, not " + percent);
      }
    }

    @Override
    public Money reductionOf(Money price) {
      return price.share(percent * BASIS_POINTS_PER_PERCENT, RoundingMode.DOWN);
    }

    @Override
    public boolean appliesTo(Currency currency) {
      return true;
    }

    @Override
    public BenefitType type() {
      return BenefitType.PERCENT;
    }

    @Override
    public long value() {
      return percent;
    }

    @Override
    public @Nullable Currency currency() {
      return null;
    }
  }

  /**
   * A fixed amount.
   *
   * @param amount the amount, greater than zero
   */
  record Amount(Money amount) implements Benefit {
    /** Refuses amounts that are not positive. */
    public Amount {
      if (amount.amount() < 1) {
        throw new IllegalArgumentException("An amount off is positive, not " + amount);
      }
    }

    @Override
    public Money reductionOf(Money price) {
      return appliesTo(price.currency()) ? price.min(amount) : Money.zero(price.currency());
    }

    @Override
    public boolean appliesTo(Currency currency) {
      return amount.currency().equals(currency);
    }

    @Override
    public BenefitType type() {
      return BenefitType.AMOUNT;
    }

    @Override
    public long value() {
      return amount.amount();
    }

    @Override
    public Currency currency() {
      return amount.currency();
    }
  }
}
