package dev.ecommercestack.order.api;

import dev.ecommercestack.common.money.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;

/** Writes amounts in English sentences, for example {@code 1,200 KRW} and {@code 12.50 USD}. */
final class AmountText {
  private AmountText() {}

  /** Returns an amount with its currency. */
  static String of(Money money) {
    return number(money) + " " + money.currency().getCurrencyCode();
  }

  /** Returns two amounts, with the currency once if both have the same. */
  static String change(Money from, Money to) {
    String before = from.currency().equals(to.currency()) ? number(from) : of(from);
    return "from %s to %s".formatted(before, of(to));
  }

  private static String number(Money money) {
    int digits = Math.max(0, money.currency().getDefaultFractionDigits());
    NumberFormat format = NumberFormat.getNumberInstance(Locale.ENGLISH);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(BigDecimal.valueOf(money.amount(), digits));
  }
}
