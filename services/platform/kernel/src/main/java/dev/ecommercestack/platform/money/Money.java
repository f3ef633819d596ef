package dev.ecommercestack.platform.money;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money. As JSON: {@code {"amount": 1250, "currency": "USD"}} is 12.50 dollars.
 *
 * @param amount in minor units of the currency (cents; for KRW, won)
 * @param currency ISO 4217
 */
public record Money(long amount, @NotNull Currency currency) implements Comparable<Money> {
  private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

  /**
   * Returns an amount.
   *
   * @throws IllegalArgumentException if the code is not of ISO 4217
   */
  public static Money of(long amount, String currencyCode) {
    return new Money(amount, Currency.getInstance(currencyCode));
  }

  /** Returns nothing, in that currency. */
  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * @throws IllegalArgumentException if the currencies differ
   * @throws ArithmeticException if the result does not fit
   */
  public Money plus(Money other) {
    return new Money(Math.addExact(amount, same(other).amount), currency);
  }

  /**
   * @throws IllegalArgumentException if the currencies differ
   * @throws ArithmeticException if the result does not fit
   */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(amount, same(other).amount), currency);
  }

  /**
   * @throws ArithmeticException if the result does not fit
   */
  public Money times(long factor) {
    return new Money(Math.multiplyExact(amount, factor), currency);
  }

  /**
   * Returns a part of this amount.
   *
   * @param basisPoints hundredths of a percent: 1500 is 15 %
   * @param rounding what happens to the fraction of a minor unit
   */
  public Money share(int basisPoints, RoundingMode rounding) {
    BigDecimal part =
        BigDecimal.valueOf(amount)
            .multiply(BigDecimal.valueOf(basisPoints))
            .divide(WHOLE, 0, rounding);
    return new Money(part.longValueExact(), currency);
  }

  /** Returns the smaller amount. */
  public Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Returns whether this is less than nothing. */
  public boolean negative() {
    return amount < 0;
  }

  /**
   * @throws IllegalArgumentException if the currencies differ
   */
  @Override
  public int compareTo(Money other) {
    return Long.compare(amount, same(other).amount);
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "Amounts in %s and %s cannot be combined".formatted(currency, other.currency));
    }
    return other;
  }
}
