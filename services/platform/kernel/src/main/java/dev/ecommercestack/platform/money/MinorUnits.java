package dev.ecommercestack.platform.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;

/**
 * The decimals of each currency by ISO 4217. The table is that of {@link Currency}, which is used
 * only here; the page has a copy in {@code gateway/src/main/resources/web/money.js}, which a test
 * compares.
 */
public final class MinorUnits {
  private MinorUnits() {}

  /**
   * Returns how many decimals amounts of a currency have: 2 for USD, 0 for KRW, 3 for KWD, 4 for
   * CLF. It is 0 where ISO 4217 has no minor unit, as for gold.
   */
  public static int decimals(Currency currency) {
    return Math.max(0, currency.getDefaultFractionDigits());
  }

  /**
   * Returns an amount in units of its currency, exact and with all decimals: 1250 US cents are
   * 12.50.
   *
   * @param amount the amount in minor units
   * @param currency the currency of the amount
   */
  public static BigDecimal toMajor(BigInteger amount, Currency currency) {
    return new BigDecimal(amount, decimals(currency));
  }
}
