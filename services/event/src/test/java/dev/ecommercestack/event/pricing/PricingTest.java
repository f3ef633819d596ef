package dev.ecommercestack.event.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.event.benefit.Benefit;
import dev.ecommercestack.event.pricing.ActiveDiscount.Coverage;
import dev.ecommercestack.platform.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PricingTest {
  private static final UUID PRODUCT = new UUID(1, 1);
  private static final UUID CATEGORY = new UUID(2, 1);

  private static Money won(long amount) {
    return Money.of(amount, "KRW");
  }

  private static PricedLine line(int product, long price, int quantity) {
    return new PricedLine(new UUID(1, product), new UUID(2, product), won(price), quantity);
  }

  private static ActiveDiscount offer(int id, Coverage coverage, Benefit benefit) {
    return new ActiveDiscount(new UUID(3, id), "offer " + id, coverage, benefit);
  }

  private static Benefit percent(int percent) {
    return new Benefit.Percent(percent);
  }

  private static Benefit amount(long amount) {
    return new Benefit.Amount(won(amount));
  }

  @Test
  void withoutAnythingTheTotalIsTheSumOfTheLines() {
    Quote quote = Pricing.price(List.of(line(1, 10_000, 2), line(2, 500, 3)), List.of(), null);
    assertThat(quote.total()).isEqualTo(won(21_500));
    assertThat(quote.subtotal()).isEqualTo(won(21_500));
    assertThat(quote.discounts()).isEmpty();
  }

  @Test
  void eachLineGetsItsBestDiscountThenTheCouponComes() {
    Quote quote =
        Pricing.price(
            List.of(line(1, 10_000, 2), line(2, 500, 1)),
            List.of(
                offer(1, new Coverage.All(), percent(10)),
                offer(2, new Coverage.Products(Set.of(PRODUCT)), amount(1_500)),
                offer(3, new Coverage.Categories(Set.of(CATEGORY)), amount(200))),
            percent(50));
    assertThat(quote.discounts())
        .extracting(Quote.AppliedDiscount::name, Quote.AppliedDiscount::amount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("offer 2", won(3_000)),
            org.assertj.core.groups.Tuple.tuple("offer 1", won(50)));
    assertThat(quote.couponDiscount()).isEqualTo(won((20_500 - 3_050) / 2));
    assertThat(quote.total()).isEqualTo(won(8_725));
  }

  @Test
  void partsOfAMinorUnitStayWithTheShop() {
    Quote quote =
        Pricing.price(
            List.of(line(1, 99, 1)),
            List.of(offer(1, new Coverage.All(), percent(10))),
            percent(1));
    assertThat(quote.discounts().getFirst().amount()).isEqualTo(won(9));
    assertThat(quote.couponDiscount()).isEqualTo(won(0));
    assertThat(quote.total()).isEqualTo(won(90));
  }

  @Test
  void anAmountNeverExceedsThePriceAndAnotherCurrencyTakesNothing() {
    assertThat(Pricing.price(List.of(line(1, 300, 1)), List.of(), amount(1_000)).total())
        .isEqualTo(won(0));
    Benefit dollars = new Benefit.Amount(Money.of(100, "USD"));
    Quote quote =
        Pricing.price(
            List.of(line(1, 300, 1)), List.of(offer(1, new Coverage.All(), dollars)), dollars);
    assertThat(quote.total()).isEqualTo(won(300));
    assertThat(quote.discounts()).isEmpty();
  }

  @Test
  void whatCannotBeCountedIsRefused() {
    assertThatThrownBy(() -> Pricing.price(List.of(line(1, Long.MAX_VALUE, 2)), List.of(), null))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Pricing.price(List.of(), List.of(), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<List<PricedLine>> lines() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.longs().between(0, 1_000_000),
            Arbitraries.integers().between(1, 9))
        .as(PricingTest::line)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  private static Arbitrary<Benefit> anyBenefit() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(1, 100).map(PricingTest::percent),
        Arbitraries.longs().between(1, 2_000_000).map(PricingTest::amount));
  }

  @Provide
  Arbitrary<@Nullable Benefit> coupon() {
    return anyBenefit().injectNull(0.2);
  }

  @Provide
  Arbitrary<List<ActiveDiscount>> offers() {
    Arbitrary<Coverage> coverage =
        Arbitraries.integers()
            .between(1, 6)
            .map(
                n ->
                    switch (n) {
                      case 1, 2 -> new Coverage.Products(Set.of(new UUID(1, n)));
                      case 3, 4 -> new Coverage.Categories(Set.of(new UUID(2, n)));
                      default -> new Coverage.All();
                    });
    return Combinators.combine(Arbitraries.integers().between(1, 9), coverage, anyBenefit())
        .as(PricingTest::offer)
        .list()
        .ofMaxSize(5)
        .uniqueElements(ActiveDiscount::discountId);
  }

  @Property
  void nothingIsNegativeAndTheSumIsRight(
      @ForAll("lines") List<PricedLine> lines,
      @ForAll("offers") List<ActiveDiscount> offers,
      @ForAll("coupon") @Nullable Benefit coupon) {
    Quote quote = Pricing.price(lines, offers, coupon);
    Money left = quote.subtotal();
    for (Quote.AppliedDiscount taken : quote.discounts()) {
      assertThat(taken.amount().amount()).isPositive();
      left = left.minus(taken.amount());
    }
    assertThat(left.negative()).isFalse();
    assertThat(quote.couponDiscount().amount()).isBetween(0L, left.amount());
    assertThat(quote.total()).isEqualTo(left.minus(quote.couponDiscount()));
    assertThat(quote.total().negative()).isFalse();
  }

  @Test
  void answersDiscountOfEachLine() {
    Quote quote =
        Pricing.price(
            List.of(line(1, 10_000, 1), line(2, 10_000, 1)),
            List.of(offer(1, new Coverage.Products(Set.of(PRODUCT)), percent(50))),
            amount(1_000));
    assertThat(quote.lines())
        .containsExactly(
            new Quote.LineDiscount(PRODUCT, new UUID(3, 1), won(5_000)),
            new Quote.LineDiscount(new UUID(1, 2), null, won(0)));
  }

  @Property
  void lineDiscountsSumUpToDiscountsInEveryCurrency(
      @ForAll("lines") List<PricedLine> lines,
      @ForAll("offers") List<ActiveDiscount> offers,
      @ForAll("currencies") Currency currency) {
    List<PricedLine> priced =
        lines.stream()
            .map(
                l ->
                    new PricedLine(
                        l.productId(),
                        l.categoryId(),
                        new Money(l.unitPrice().amount(), currency),
                        l.quantity()))
            .toList();
    List<ActiveDiscount> inCurrency =
        offers.stream()
            .map(
                o ->
                    new ActiveDiscount(
                        o.discountId(), o.name(), o.coverage(), in(currency, o.benefit())))
            .toList();
    Quote quote = Pricing.price(priced, inCurrency, null);

    assertThat(quote.lines())
        .extracting(Quote.LineDiscount::productId)
        .isEqualTo(lines.stream().map(PricedLine::productId).toList());
    Map<UUID, Money> sums = new HashMap<>();
    for (int i = 0; i < priced.size(); i++) {
      Quote.LineDiscount line = quote.lines().get(i);
      Money price = priced.get(i).unitPrice().times(priced.get(i).quantity());
      assertThat(line.discount()).isBetween(Money.zero(currency), price);
      assertThat(line.discountId() == null).isEqualTo(line.discount().amount() == 0);
      if (line.discountId() != null) {
        sums.merge(line.discountId(), line.discount(), Money::plus);
      }
    }
    assertThat(sums)
        .isEqualTo(
            quote.discounts().stream()
                .collect(
                    Collectors.toMap(
                        Quote.AppliedDiscount::discountId, Quote.AppliedDiscount::amount)));
  }

  private static Benefit in(Currency currency, Benefit benefit) {
    return benefit instanceof Benefit.Amount fixed
        ? new Benefit.Amount(new Money(fixed.amount().amount(), currency))
        : benefit;
  }

  @Provide
  Arbitrary<Currency> currencies() {
    return Arbitraries.of(Currency.getAvailableCurrencies());
  }

  @Property
  void theOrderOfDiscountsDoesNotMatter(
      @ForAll("lines") List<PricedLine> lines, @ForAll("offers") List<ActiveDiscount> offers) {
    List<ActiveDiscount> reversed = new ArrayList<>(offers);
    Collections.reverse(reversed);
    assertThat(Pricing.price(lines, reversed, null)).isEqualTo(Pricing.price(lines, offers, null));
  }

  @Property
  void oneMoreDiscountOrACouponNeverMakesAnOrderDearer(
      @ForAll("lines") List<PricedLine> lines,
      @ForAll("offers") List<ActiveDiscount> offers,
      @ForAll("coupon") @Nullable Benefit coupon) {
    Quote all = Pricing.price(lines, offers, null);
    if (!offers.isEmpty()) {
      Quote fewer = Pricing.price(lines, offers.subList(1, offers.size()), null);
      assertThat(all.total()).isLessThanOrEqualTo(fewer.total());
    }
    assertThat(Pricing.price(lines, offers, coupon).total()).isLessThanOrEqualTo(all.total());
  }
}
