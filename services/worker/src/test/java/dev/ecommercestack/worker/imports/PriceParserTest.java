package dev.ecommercestack.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.platform.money.Money;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceParserTest {
  @ParameterizedTest
  @CsvSource({
    "price_major, 42.99, USD, 4299",
    "price_major, 55, USD, 5500",
    "price_major, 0.5, USD, 50",
    "price_major, 42.990, USD, 4299",
    "price_major, 24000, KRW, 24000",
    "price_major, 24000.00, KRW, 24000",
    "price_major, 1.234, KWD, 1234",
    "price_major, 499, HUF, 49900",
    "price_major, -1.5, USD, -150",
    "price_minor, 4299, USD, 4299",
    "price_minor, 24000, KRW, 24000",
    "price, 24000, KRW, 24000",
    "price, 100, JPY, 100"
  })
  void readsPriceInUnitOfItsColumn(String column, String price, String currency, long minor) {
    assertThat(read(column, price, currency))
        .isEqualTo(new PriceParser.ParsedPrice.ValidPrice(Money.of(minor, currency)));
  }

  @ParameterizedTest
  @CsvSource({
    "price, 42.99, USD, PRICE_UNIT_MISSING",
    "price, 55, USD, PRICE_UNIT_MISSING",
    "price, 12.50, KRW, PRICE_INVALID",
    "price_major, 42.999, USD, PRICE_INVALID",
    "price_major, 12.50, KRW, PRICE_INVALID",
    "price_major, '1,250', USD, PRICE_INVALID",
    "price_major, 1E3, USD, PRICE_INVALID",
    "price_major, $5, USD, PRICE_INVALID",
    "price_major, 99999999999999999999, USD, PRICE_INVALID",
    "price_minor, 42.99, USD, PRICE_INVALID",
    "price_minor, 55.00, USD, PRICE_INVALID",
    "price_minor, ' ', USD, PRICE_MISSING",
    "price_minor, 5, ' ', CURRENCY_MISSING",
    "price_minor, 5, WON, CURRENCY_INVALID"
  })
  void refusesPriceThatIsNotInUnitOfItsColumn(
      String column, String price, String currency, String reason) {
    assertThat(read(column, price, currency))
        .isInstanceOfSatisfying(
            PriceParser.ParsedPrice.InvalidPrice.class,
            bad -> assertThat(bad.reason()).isEqualTo(reason));
  }

  private static PriceParser.ParsedPrice read(String column, String price, String currency) {
    return PriceParser.parse(Map.of(column, price, "currency", currency));
  }
}
