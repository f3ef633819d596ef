package dev.ecommercestack.order.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.common.money.Money;
import org.junit.jupiter.api.Test;

class AmountTextTest {
  @Test
  void writesAmountsWithDigitsOfTheirCurrency() {
    assertThat(AmountText.of(Money.of(1_234_567, "KRW"))).isEqualTo("1,234,567 KRW");
    assertThat(AmountText.of(Money.of(1_234_567, "USD"))).isEqualTo("12,345.67 USD");
    assertThat(AmountText.of(Money.of(1_500, "BHD"))).isEqualTo("1.500 BHD");
    assertThat(AmountText.of(Money.of(9_007_199_254_740_993L, "USD")))
        .isEqualTo("90,071,992,547,409.93 USD");
  }

  @Test
  void namesCurrencyOnceUnlessItChanges() {
    assertThat(AmountText.change(Money.of(1_000, "KRW"), Money.of(1_200, "KRW")))
        .isEqualTo("from 1,000 to 1,200 KRW");
    assertThat(AmountText.change(Money.of(1_000, "KRW"), Money.of(120, "USD")))
        .isEqualTo("from 1,000 KRW to 1.20 USD");
  }
}
