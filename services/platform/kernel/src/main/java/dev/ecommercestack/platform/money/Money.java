package dev.ecommercestack.platform.money;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money: 1250 USD is 12.50 dollars, 1250 KRW is 1,250 won.
 *
 * @param amount the amount in minor units of the currency (cents; for KRW, won)
 * @param currency the currency of ISO 4217
 */
public record Money(long amount, @NotNull Currency currency) implements Comparable<Money> {
  private static final BigDecimal BASIS_POINTS_OF_WHOLE = BigDecimal.valueOf(10_000);

  /**
   * Returns an amount.
   *
   * @throws IllegalArgumentException if the code is not of ISO 4217
   */
  public static Money of(long amount, String currencyCode) {
    return new Money(amount, Currency.getInstance(currencyCode));
  }

  /** Returns an amount of 0. */
  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * Returns the sum of this amount and another.
   *
   * @throws IllegalArgumentException if the currencies differ
   * @throws ArithmeticException if the result does not fit
   */
  public Money plus(Money other) {
    return new Money(Math.addExact(amount, requireSameCurrency(other).amount), currency);
  }

  /**
   * Returns the difference between this amount and another.
   *
   * @throws IllegalArgumentException if the currencies differ
   * @throws ArithmeticException if the result does not fit
   */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(amount, requireSameCurrency(other).amount), currency);
  }

  /**
   * Returns a multiple of this amount.
   *
   * @throws ArithmeticException if the result does not fit
   */
  public Money times(long factor) {
    return new Money(Math.multiplyExact(amount, factor), currency);
  }

  /**
   * Returns a part of this amount.
   *
   * @param basisPoints the share in hundredths of a percent: 1500 is 15 %
   * @param rounding how a fraction of a minor unit is rounded
   */
  public Money share(int basisPoints, RoundingMode rounding) {
    BigDecimal part =
        BigDecimal.valueOf(amount)
            .multiply(BigDecimal.valueOf(basisPoints))
            .divide(BASIS_POINTS_OF_WHOLE, 0, rounding);
    return new Money(part.longValueExact(), currency);
  }

  /** Returns the smaller amount. */
  public Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Returns whether the amount is less than 0. */
  public boolean negative() {
    return amount < 0;
  }

  /**
   * Compares amounts of the same currency.
   *
   * @throws IllegalArgumentException if the currencies differ
   */
  @Override
  public int compareTo(Money other) {
    return Long.compare(amount, requireSameCurrency(other).amount);
  }

  private Money requireSameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "Amounts in %s and %s cannot be combined".formatted(currency, other.currency));
    }
    return other;
  }
}
