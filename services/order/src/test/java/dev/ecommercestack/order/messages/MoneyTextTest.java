package dev.ecommercestack.order.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.common.money.Money;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MoneyTextTest {
  @Test
  void wonAreWrittenAsKoreansDo() {
    assertThat(MoneyText.of(Money.of(34_800, "KRW"), Locale.KOREAN)).isEqualTo("34,800원");
  }

  @Test
  void minorUnitsBecomeFractions() {
    assertThat(MoneyText.of(Money.of(1_250, "USD"), Locale.ENGLISH)).contains("12.50");
    assertThat(MoneyText.of(Money.of(1_250, "KRW"), Locale.ENGLISH)).contains("1,250");
  }
}
