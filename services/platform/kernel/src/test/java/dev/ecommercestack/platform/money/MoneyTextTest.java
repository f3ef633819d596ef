package dev.ecommercestack.platform.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTextTest {
  @Test
  void wonAreWrittenAsKoreansDo() {
    assertThat(MoneyText.of(Money.of(34_800, "KRW"), Locale.KOREAN)).isEqualTo("34,800원");
  }

  @Test
  void minorUnitsBecomeDecimals() {
    assertThat(MoneyText.of(Money.of(1_250, "USD"), Locale.ENGLISH)).contains("12.50");
    assertThat(MoneyText.of(Money.of(1_250, "KRW"), Locale.ENGLISH)).contains("1,250");
    assertThat(MoneyText.of(Money.of(499_000, "HUF"), Locale.KOREAN)).contains("4,990.00");
  }

  @Test
  void amountHasItsCurrencyAndAllDigits() {
    assertThat(MoneyText.withCode(Money.of(1_234_567, "KRW"))).isEqualTo("1,234,567 KRW");
    assertThat(MoneyText.withCode(Money.of(1_234_567, "USD"))).isEqualTo("12,345.67 USD");
    assertThat(MoneyText.withCode(Money.of(1_500, "BHD"))).isEqualTo("1.500 BHD");
    assertThat(MoneyText.withCode(Money.of(9_007_199_254_740_993L, "USD")))
        .isEqualTo("90,071,992,547,409.93 USD");
  }

  @Test
  void changeNamesACurrencyOnceIfItIsTheSame() {
    assertThat(MoneyText.change(Money.of(1_000, "KRW"), Money.of(1_200, "KRW")))
        .isEqualTo("from 1,000 to 1,200 KRW");
    assertThat(MoneyText.change(Money.of(1_000, "KRW"), Money.of(120, "USD")))
        .isEqualTo("from 1,000 KRW to 1.20 USD");
  }

  @ParameterizedTest
  @CsvSource({
    "KRW, 1000000000, 1000000000",
    "USD, 1, 0.01",
    "HUF, 499000, 4990.00",
    "KWD, 12500, 12.500",
    "CLF, 1234567, 123.4567",
    "CLF, 0, 0.0000",
    "XAU, 5, 5",
    "USD, -18000000000000000003, -180000000000000000.03"
  })
  void majorUnitsAreExactAndHaveAllDecimals(String currency, BigInteger amount, String text) {
    assertThat(MinorUnits.toMajor(amount, Currency.getInstance(currency)).toPlainString())
        .isEqualTo(text);
  }
}
