package dev.ecommercestack.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MoneyTest {
  @Test
  void computesInMinorUnits() {
    Money price = Money.of(1250, "USD");
    assertThat(price.times(3).minus(Money.of(50, "USD"))).isEqualTo(Money.of(3700, "USD"));
    assertThat(price.share(1500, RoundingMode.DOWN)).isEqualTo(Money.of(187, "USD"));
    assertThat(price.share(1500, RoundingMode.UP)).isEqualTo(Money.of(188, "USD"));
    assertThat(price.min(Money.of(1, "USD"))).isEqualTo(Money.of(1, "USD"));
  }

  @Test
  void refusesToMixCurrenciesAndToOverflow() {
    assertThatThrownBy(() -> Money.of(1, "USD").plus(Money.of(1, "KRW")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("USD")
        .hasMessageContaining("KRW");
    assertThatThrownBy(() -> Money.of(Long.MAX_VALUE, "KRW").times(2))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void isAnAmountAndACodeInJson() {
    JsonMapper json = JsonMapper.shared();
    assertThat(json.writeValueAsString(Money.of(1000, "KRW")))
        .isEqualTo("{\"amount\":1000,\"currency\":\"KRW\"}");
    assertThat(json.readValue("{\"amount\":5,\"currency\":\"EUR\"}", Money.class))
        .isEqualTo(Money.of(5, "EUR"));
  }
}
