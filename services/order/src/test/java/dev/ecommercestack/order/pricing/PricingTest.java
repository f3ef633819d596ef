package dev.ecommercestack.order.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.common.money.Money;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PricingTest {
  @Property
  void partsSumUpAndNoneIsMoreThanOneUnitFromItsShare(
      @ForAll @LongRange(min = 0, max = 9_007_199_254_740_991L) long amount,
      @ForAll @Size(min = 1, max = 100) List<@IntRange(min = 1, max = 1_000_000) Integer> weights) {
    List<Long> longs = weights.stream().map(Integer::longValue).toList();
    List<Long> parts = Apportionment.of(amount, longs);
    assertThat(parts.stream().mapToLong(p -> p).sum()).isEqualTo(amount);
    long sum = longs.stream().mapToLong(w -> w).sum();
    for (int i = 0; i < parts.size(); i++) {
      double share = (double) amount * longs.get(i) / sum;
      assertThat((double) parts.get(i)).isCloseTo(share, org.assertj.core.data.Offset.offset(2.0));
    }
  }

  @Test
  void goodsThatCostNothingShareEqually() {
    assertThat(Apportionment.of(5, List.of(0L, 0L))).containsExactly(3L, 2L);
    assertThat(Apportionment.of(0, List.of())).isEmpty();
    assertThatThrownBy(() -> Apportionment.of(1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuoteThatContradictsItselfIsRefused() {
    List<Quote.AppliedDiscount> tenOff =
        List.of(new Quote.AppliedDiscount(UUID.randomUUID(), "ten", krw(10)));
    assertThat(new Quote(krw(100), tenOff, krw(90), krw(0)).free()).isTrue();
    assertThatThrownBy(() -> new Quote(krw(100), tenOff, krw(0), krw(100)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Quote(krw(100), tenOff, krw(95), krw(-5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Quote(krw(100), List.of(), krw(0), Money.of(100, "USD")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuoteForOtherGoodsIsRefused() {
    Quote quote = new Quote(krw(100), List.of(), krw(0), krw(100));
    PricedLine line = new PricedLine(UUID.randomUUID(), "A", "a", null, krw(50), 2);
    assertThat(quote.about(List.of(line))).isSameAs(quote);
    assertThatThrownBy(() -> quote.about(List.of(line, line)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Money krw(long amount) {
    return Money.of(amount, "KRW");
  }
}
