package dev.ecommercestack.order.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static final UUID BOARD = UUID.randomUUID();
  private static final UUID KNIFE = UUID.randomUUID();

  private final Order order =
      new Order(
          UUID.randomUUID(),
          UUID.randomUUID(),
          List.of(OrderLine.of(BOARD, 1, null), OrderLine.of(KNIFE, 1, null)),
          null,
          Money.of(750, "USD"),
          UUID.randomUUID(),
          UUID.randomUUID(),
          new ShippingAddress("김 손님", "세종대로 110", null, "서울", null, "04524", "KR", null),
          new Contact(null, null, "ko"),
          Instant.EPOCH);

  @Test
  void keepsPricesAndCurrencyOfProduct() {
    List<PricedLine> dollars = List.of(board(Money.of(500, "USD")), knife(Money.of(250, "USD")));
    order.recordPrices(dollars);
    assertThat(order.pricedLines()).isEqualTo(dollars);
  }

  @Test
  void rejectsPricesInSeveralCurrenciesAndStoresNone() {
    assertThatThrownBy(
            () ->
                order.recordPrices(
                    List.of(board(Money.of(10_000, "KRW")), knife(Money.of(5, "USD")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("KRW", "USD");
    assertThat(order.lines()).extracting(OrderLine::unitPrice).containsOnlyNulls();
  }

  @Test
  void keepsCurrencyOfChargeForItsRefund() {
    order.recordPrices(List.of(board(Money.of(10_000, "KRW")), knife(Money.of(5_000, "KRW"))));
    order.recordPayment(Money.of(1_234, "USD"), "sim-1");
    assertThat(order.paidMoney()).isEqualTo(Money.of(1_234, "USD"));
  }

  private static PricedLine board(Money price) {
    return new PricedLine(BOARD, "BOARD", "도마", null, price, 1);
  }

  private static PricedLine knife(Money price) {
    return new PricedLine(KNIFE, "KNIFE", "칼", null, price, 1);
  }
}
