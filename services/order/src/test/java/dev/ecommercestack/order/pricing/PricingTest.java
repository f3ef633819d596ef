package dev.ecommercestack.order.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.platform.money.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PricingTest {
  private static final UUID TEN_OFF = UUID.randomUUID();
  private static final List<Quote.AppliedDiscount> TEN =
      List.of(new Quote.AppliedDiscount(TEN_OFF, "ten", krw(10)));

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

  @Property
  void lineDiscountsAndCouponPartsSumUpToTotalInEveryCurrency(
      @ForAll("currencies") Currency currency,
      @ForAll @Size(min = 1, max = 100)
          List<@LongRange(min = 0, max = 9_007_199_254_740L) Long> unitPrices,
      @ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    List<PricedLine> goods = new ArrayList<>();
    List<Quote.LineDiscount> each = new ArrayList<>();
    long subtotal = 0;
    long left = 0;
    for (long unitPrice : unitPrices) {
      PricedLine line = goods(new Money(unitPrice, currency), 1 + random.nextInt(9));
      long price = line.amount().amount();
      long off = random.nextBoolean() ? 0 : random.nextLong(price + 1);
      goods.add(line);
      each.add(new Quote.LineDiscount(line.productId(), TEN_OFF, new Money(off, currency)));
      subtotal += price;
      left += price - off;
    }
    long coupon = random.nextLong(left + 1);
    Quote quote =
        Quote.of(
            goods,
            each,
            new Money(subtotal, currency),
            List.of(
                new Quote.AppliedDiscount(TEN_OFF, "ten", new Money(subtotal - left, currency))),
            new Money(coupon, currency),
            new Money(left - coupon, currency));

    assertThat(quote.lines()).extracting(Quote.Line::product).isEqualTo(goods);
    assertThat(quote.lines().stream().map(Quote.Line::couponDiscount).reduce(Money::plus))
        .contains(quote.couponDiscount());
    assertThat(quote.lines().stream().map(Quote.Line::total).reduce(Money::plus))
        .contains(quote.total());
    assertThat(quote.lines()).allMatch(line -> !line.total().negative());
  }

  @Provide
  Arbitrary<Currency> currencies() {
    return Arbitraries.of(Currency.getAvailableCurrencies());
  }

  @Test
  void dividesDiscountsByPriceWhenEventDoesNotSayWhichLineTheyBelongTo() {
    PricedLine one = goods(krw(30), 1);
    PricedLine two = goods(krw(10), 2);
    Quote quote = Quote.of(List.of(one, two), null, krw(50), TEN, krw(4), krw(36));
    assertThat(quote.lines())
        .containsExactly(
            new Quote.Line(one, null, krw(6), krw(2)), new Quote.Line(two, null, krw(4), krw(2)));
  }

  @Test
  void aQuoteThatContradictsItselfIsRefused() {
    List<PricedLine> goods = List.of(goods(krw(100), 1));
    assertThat(Quote.of(goods, null, krw(100), TEN, krw(90), krw(0)).free()).isTrue();
    assertThatThrownBy(() -> Quote.of(goods, null, krw(100), TEN, krw(0), krw(100)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Quote.of(goods, null, krw(100), TEN, krw(95), krw(-5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> Quote.of(goods, null, krw(100), List.of(), krw(0), Money.of(100, "USD")))
        .isInstanceOf(IllegalArgumentException.class);
    List<Quote.LineDiscount> nothingOff =
        List.of(new Quote.LineDiscount(goods.getFirst().productId(), null, krw(0)));
    assertThatThrownBy(() -> Quote.of(goods, nothingOff, krw(100), TEN, krw(0), krw(90)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuoteForOtherGoodsIsRefused() {
    PricedLine line = goods(krw(50), 2);
    PricedLine other = goods(krw(50), 2);
    List<Quote.LineDiscount> ofOther =
        List.of(new Quote.LineDiscount(other.productId(), null, krw(0)));
    assertThatThrownBy(
            () -> Quote.of(List.of(line), ofOther, krw(100), List.of(), krw(0), krw(100)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> Quote.of(List.of(line, other), null, krw(100), List.of(), krw(0), krw(100)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PricedLine goods(Money unitPrice, int quantity) {
    return new PricedLine(UUID.randomUUID(), "A", "a", null, unitPrice, quantity);
  }

  private static Money krw(long amount) {
    return Money.of(amount, "KRW");
  }
}
