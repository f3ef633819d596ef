package dev.ecommercestack.order.messages;

import dev.ecommercestack.common.money.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;

/** Writes amounts for people. */
final class MoneyText {
  private MoneyText() {}

  /** Returns an amount as people of that language write it, for example {@code 34,800원}. */
  static String of(Money money, Locale locale) {
    int digits = Math.max(0, money.currency().getDefaultFractionDigits());
    BigDecimal amount = BigDecimal.valueOf(money.amount(), digits);
    boolean won =
        locale.getLanguage().equals("ko") && money.currency().getCurrencyCode().equals("KRW");
    NumberFormat format =
        won ? NumberFormat.getIntegerInstance(locale) : NumberFormat.getCurrencyInstance(locale);
    if (won) {
      return format.format(amount) + "원";
    }
    format.setCurrency(money.currency());
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(amount);
  }
}
