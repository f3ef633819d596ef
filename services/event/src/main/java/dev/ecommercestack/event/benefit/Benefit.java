package dev.ecommercestack.event.benefit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ecommercestack.platform.money.Money;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What is taken off a price: a part of it, or an amount. A part is rounded down to a whole minor
 * unit, so that nobody is promised more than the percentage.
 */
public sealed interface Benefit {
  /** How the two kinds are told apart in requests, answers and tables. */
  enum Type {
    AMOUNT,
    PERCENT
  }

  /**
   * Returns what is taken off a price: never more than the price, and nothing off a price in
   * another currency.
   *
   * @param price not negative
   */
  Money off(Money price);

  /** Returns whether prices in that currency are reduced. */
  boolean appliesTo(Currency currency);

  /** Returns the kind. */
  @JsonIgnore
  Type type();

  /** Returns the percentage, or the amount in minor units. */
  @JsonIgnore
  long value();

  /** Returns the currency of an amount; null for a percentage. */
  @JsonIgnore
  @Nullable Currency currency();

  /**
   * Part of a price.
   *
   * @param percent 1 to 100
   */
  record Percent(int percent) implements Benefit {
    private static final int BASIS_POINTS = 100;

    /** Refuses what is not a percentage. */
    public Percent {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("A percentage is 1 to 100, not " + percent);
      }
    }

    @Override
    public Money off(Money price) {
      return price.share(percent * BASIS_POINTS, RoundingMode.DOWN);
    }

    @Override
    public boolean appliesTo(Currency currency) {
      return true;
    }

    @Override
    public Type type() {
      return Type.PERCENT;
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
   * An amount off a price.
   *
   * @param amount more than nothing
   */
  record Amount(Money amount) implements Benefit {
    /** Refuses nothing and less. */
    public Amount {
      if (amount.amount() < 1) {
        throw new IllegalArgumentException("An amount off is positive, not " + amount);
      }
    }

    @Override
    public Money off(Money price) {
      return appliesTo(price.currency()) ? price.min(amount) : Money.zero(price.currency());
    }

    @Override
    public boolean appliesTo(Currency currency) {
      return amount.currency().equals(currency);
    }

    @Override
    public Type type() {
      return Type.AMOUNT;
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
