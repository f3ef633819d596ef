package dev.ecommercestack.platform.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.NumberFormat;
import java.util.Locale;

/** Formats amounts for people, with the decimals of {@link MinorUnits}. */
public final class MoneyText {
  private MoneyText() {}

  /** Returns an amount as people of that language write it, for example {@code 34,800원}. */
  public static String of(Money money, Locale locale) {
    if (locale.getLanguage().equals("ko") && money.currency().getCurrencyCode().equals("KRW")) {
      return number(money, NumberFormat.getNumberInstance(locale)) + "원";
    }
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(money.currency());
    return number(money, format);
  }

  /** Returns an amount for an English sentence, for example {@code 1,200 KRW}. */
  public static String withCode(Money money) {
    return number(money) + " " + money.currency().getCurrencyCode();
  }

  /**
   * Returns two amounts for an English sentence, for example {@code from 1,000 to 1,200 KRW}; with
   * the currency once if both have the same.
   */
  public static String change(Money from, Money to) {
    String before = from.currency().equals(to.currency()) ? number(from) : withCode(from);
    return "from %s to %s".formatted(before, withCode(to));
  }

  private static String number(Money money) {
    return number(money, NumberFormat.getNumberInstance(Locale.ENGLISH));
  }

  private static String number(Money money, NumberFormat format) {
    BigDecimal amount = MinorUnits.toMajor(BigInteger.valueOf(money.amount()), money.currency());
    format.setMinimumFractionDigits(amount.scale());
    format.setMaximumFractionDigits(amount.scale());
    return format.format(amount);
  }
}
